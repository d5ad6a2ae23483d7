import type { DataSet } from './data-set.ts';
import { encodeFile } from './encode.ts';
import { commonModules, type Zone } from './modules.ts';
import type { SourceImages } from './sources.ts';
import { derivedUid, uidOfBytes } from './uids.ts';

const ENCAPSULATED_PDF = '1.2.840.10008.5.1.4.1.1.104.1';

export interface EncapsulatedPdfOptions {
  readonly title: string;
  readonly writtenAt: Date;
  readonly zone?: Zone;
}

/**
 * A PDF as a DICOM object beside the images that it is about (Encapsulated PDF IOD, PS3.3 A.45.1). Whose bytes and moment are the same is one
 * object.
 */
export const encapsulatedPdf = (pdf: Uint8Array, images: SourceImages, options: EncapsulatedPdfOptions): Uint8Array =>
  encodeFile(encapsulatedPdfOf(pdf, images, options));

/** The same, not encoded yet. */
export const encapsulatedPdfOf = (
  pdf: Uint8Array,
  images: SourceImages,
  { title, writtenAt, zone }: EncapsulatedPdfOptions,
): DataSet => ({
  ...commonModules(images, {
    sopClassUID: ENCAPSULATED_PDF,
    modality: 'DOC',
    series: { description: 'Tip position report', number: 9905, name: 'encapsulated-pdf' },
    sopInstanceUID: derivedUid('encapsulated-pdf', writtenAt.toISOString(), uidOfBytes(pdf)),
    writtenAt,
    zone,
  }),
  // Made on a workstation (C.8.6.1).
  ConversionType: 'WSD',
  // The moment at which the document was, not that of any image (C.24.2, type 2).
  AcquisitionDateTime: [],
  // Names stand in the document (C.24.2.2).
  BurnedInAnnotation: 'YES',
  SourceInstanceSequence: images.map(({ attributes }) => ({
    ReferencedSOPClassUID: attributes.sopClassUID ?? '',
    ReferencedSOPInstanceUID: attributes.sopInstanceUID,
  })),
  DocumentTitle: title,
  ConceptNameCodeSequence: [
    { CodeValue: '126000', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Imaging Measurement Report' },
  ],
  MIMETypeOfEncapsulatedDocument: 'application/pdf',
  EncapsulatedDocument: pdf,
  EncapsulatedDocumentLength: pdf.length,
});
