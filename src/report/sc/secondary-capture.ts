import { refused, type Refused } from '../../confirmation/record.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { commonModules, imageReference, lossyCompression, type Zone } from '../dicom/modules.ts';
import { SOFTWARE_NAME, SOFTWARE_VERSION } from '../dicom/equipment.ts';
import type { SourceImages } from '../dicom/sources.ts';

/** Secondary Capture Image Storage (PS3.4 B.5). */
export const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

export interface CaptureRequest {
  /** The images that the picture shows. */
  readonly sources: SourceImages;
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel, row by row. */
  readonly rgb: Uint8Array;
  /** Fresh for every picture. */
  readonly sopInstanceUID: string;
  readonly writtenAt: Date;
  readonly zone?: Zone;
}

const MAX_EDGE = 65_535;

/**
 * A picture of the screen with its marks burned in (PS3.3 A.8.1), for systems that show neither reports nor presentation states. Without any
 * spacing: nothing is to be measured on it.
 */
export const secondaryCaptureOf = (request: CaptureRequest): DataSet | Refused => {
  const { sources, width, height, rgb, sopInstanceUID, writtenAt, zone } = request;
  const isEdge = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= MAX_EDGE;
  if (!isEdge(width) || !isEdge(height))
    return refused('invalid-picture', 'the picture has no size that an image can have');
  if (rgb.length !== width * height * 3)
    return refused('invalid-picture', 'the picture has not three bytes for each of its pixels');
  const common = commonModules(sources, {
    sopClassUID: SECONDARY_CAPTURE,
    modality: 'OT',
    series: { description: 'TipCheck pictures', number: 9906, name: 'secondary-capture' },
    sopInstanceUID,
    writtenAt,
    zone,
  });
  return {
    ...common,
    ConversionType: 'WSD',
    SecondaryCaptureDeviceManufacturer: SOFTWARE_NAME,
    SecondaryCaptureDeviceManufacturerModelName: SOFTWARE_NAME,
    SecondaryCaptureDeviceSoftwareVersions: SOFTWARE_VERSION,
    DateOfSecondaryCapture: common.ContentDate,
    TimeOfSecondaryCapture: common.ContentTime,
    // Type 2C (C.7.3.1, C.7.6.1).
    Laterality: [],
    PatientOrientation: [],
    ImageType: ['DERIVED', 'SECONDARY'],
    DerivationDescription:
      'Picture of the screen with the marks and the result of a tip confirmation drawn over the images',
    SourceImageSequence: sources.map((source) => imageReference(source, source.frames)),
    BurnedInAnnotation: 'YES',
    SamplesPerPixel: 3,
    PhotometricInterpretation: 'RGB',
    PlanarConfiguration: 0,
    Rows: height,
    Columns: width,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    ...lossyCompression(sources),
    PixelData: padded(rgb),
  };
};

/** Values have an even number of bytes (PS3.5 7.1.1). */
const padded = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length % 2 === 0) return bytes;
  const even = new Uint8Array(bytes.length + 1);
  even.set(bytes);
  return even;
};
