import { SOFTWARE_NAME } from '../dicom/equipment.ts';
import type { SourceImages } from '../dicom/sources.ts';
import { imageReference } from '../dicom/modules.ts';
import { derivedUid } from '../dicom/uids.ts';
import { DCM, ENGLISH, type Code } from './codes.ts';
import { as, code, container, image, num, personName, text, uidRef, type ContentItem } from './content-item.ts';

/** Who says what the report says (TID 1001, 1002): the person who marked, where known, and this program, which measured. */
const observers = (person: string | null): readonly ContentItem[] =>
  as(
    'HAS OBS CONTEXT',
    ...(person === null ? [] : [code(DCM.observerType, DCM.person), personName(DCM.personName, person)]),
    code(DCM.observerType, DCM.device),
    uidRef(DCM.deviceUid, derivedUid('device-observer', SOFTWARE_NAME)),
    text(DCM.deviceName, SOFTWARE_NAME),
    text(DCM.deviceManufacturer, SOFTWARE_NAME),
    text(DCM.deviceModel, SOFTWARE_NAME),
  );

/** CID 29: modalities as DICOM's own terms. */
const modalityCode = (modality: string): Code => ({
  value: modality,
  scheme: 'DCM',
  meaning: MODALITIES[modality] ?? modality,
});
const MODALITIES: Readonly<Record<string, string>> = {
  CR: 'Computed Radiography',
  CT: 'Computed Tomography',
  DX: 'Digital Radiography',
  IO: 'Intra-oral Radiography',
  MG: 'Mammography',
  MR: 'Magnetic Resonance',
  NM: 'Nuclear Medicine',
  OT: 'Other Modality',
  PT: 'Positron emission tomography',
  PX: 'Panoramic X-Ray',
  RF: 'Radiofluoroscopy',
  US: 'Ultrasound',
  XA: 'X-Ray Angiography',
  XC: 'External-camera Photography',
};

/** The images that the record names (TID 1600), each with what its pixels are (TID 1602). */
const imageLibrary = (images: SourceImages): ContentItem =>
  container(DCM.imageLibrary, '1600', [
    ...as(
      'CONTAINS',
      container(
        DCM.imageLibraryGroup,
        null,
        as(
          'CONTAINS',
          ...images.map((source) => {
            const { modality, rows, columns, frameOfReferenceUID } = source.attributes;
            return {
              ...image(null, imageReference(source, source.frames)),
              children: as(
                'HAS ACQ CONTEXT',
                ...(modality === undefined ? [] : [code(DCM.modality, modalityCode(modality))]),
                num(DCM.rows, { value: rows, unit: 'px' }),
                num(DCM.columns, { value: columns, unit: 'px' }),
                ...(frameOfReferenceUID === undefined ? [] : [uidRef(DCM.frameOfReference, frameOfReferenceUID)]),
              ),
            };
          }),
        ),
      ),
    ),
  ]);

const measurements = (groups: readonly ContentItem[]): ContentItem =>
  container(DCM.measurements, null, as('CONTAINS', ...groups));

/** A report of nothing but these groups, to be compared with one that was read. */
export const measurementsOf = (groups: readonly ContentItem[]): ContentItem =>
  container(DCM.report, '1500', as('CONTAINS', measurements(groups)));

/** Measurement Report (TID 1500). */
export const measurementReport = (parts: {
  readonly person: string | null;
  readonly procedure: Code;
  readonly images: SourceImages;
  readonly groups: readonly ContentItem[];
}): ContentItem =>
  container(DCM.report, '1500', [
    ...as('HAS CONCEPT MOD', code(DCM.language, ENGLISH)),
    ...observers(parts.person),
    ...as('HAS CONCEPT MOD', code(DCM.procedureReported, parts.procedure)),
    ...as('CONTAINS', imageLibrary(parts.images), measurements(parts.groups)),
  ]);
