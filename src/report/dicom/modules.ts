import { STUDY_HEADER_NAMES } from '../../image/study-header.ts';
import { dateAndTime, type DataSet } from './data-set.ts';
import { SOFTWARE_NAME, SOFTWARE_VERSION } from './equipment.ts';
import type { SourceImages } from './sources.ts';
import { derivedUid } from './uids.ts';

/**
 * The offset from UTC of the clock that the images' dates and times were taken from, as "+0200", where they don't name it themselves; undefined
 * where it isn't known, and then none is claimed.
 */
export type Zone = string | undefined;

/** What every object that is written about a record has. */
export interface ObjectIdentity {
  readonly sopClassUID: string;
  readonly modality: string;
  /**
   * What the series is called, and what tells it from the other series of the study that are written; `frameOfReferenceUID` of images, which
   * are a series in one frame of reference alone (C.7.3.1).
   */
  readonly series: {
    readonly description: string;
    readonly number: number;
    readonly name: string;
    readonly frameOfReferenceUID?: string;
  };
  /** Tells this save from every other: a fresh UID for a new version of a document. */
  readonly sopInstanceUID: string;
  readonly writtenAt: Date;
  readonly zone?: Zone;
}

/** An offset that clocks have: −1200 to +1400, never −0000 (PS3.3 C.12.1.1.8). */
const OFFSET = /^(?!-0000)(?:\+(?:0\d|1[0-4])|-(?:0\d|1[0-2]))[0-5]\d$/;

/** The images' own zone, else the one that their clock is taken to have. */
export const zoneOf = (images: SourceImages, clock: Zone): Zone =>
  [images[0].attributes.timezoneOffsetFromUtc, clock].find((zone) => zone !== undefined && OFFSET.test(zone));

const MAX_INTEGER_STRING = 2_147_483_647n;

/** Other objects are in the same series, of other records and of earlier saves: the number follows from the UID, so that each has its own. */
const instanceNumberOf = (sopInstanceUID: string): number =>
  Number(BigInt(sopInstanceUID.replace(/^.*\./, '')) % MAX_INTEGER_STRING) + 1;

/** Attributes of the patient and study that must stand even where nothing is known (type 2). */
const TYPE_2 = [
  'PatientName',
  'PatientID',
  'PatientBirthDate',
  'PatientSex',
  'StudyDate',
  'StudyTime',
  'ReferringPhysicianName',
  'StudyID',
  'AccessionNumber',
] as const;

/**
 * The modules that all objects share: Patient, General Study, Patient Study (copied from the images), General Series, General Equipment, SOP
 * Common (PS3.3 C.7.1.1, C.7.2.1, C.7.2.2, C.7.3.1, C.7.5.1, C.12.1).
 */
export const commonModules = (images: SourceImages, identity: ObjectIdentity): DataSet => {
  const { header, deidentifiedBy, studyInstanceUID = '' } = images[0].attributes;
  const { name, frameOfReferenceUID = '' } = identity.series;
  const zone = zoneOf(images, identity.zone);
  const { date, time } = dateAndTime(identity.writtenAt, zone);
  return {
    ...Object.fromEntries(TYPE_2.map((name) => [name, []])),
    ...Object.fromEntries(STUDY_HEADER_NAMES.flatMap((name) => (header[name] ? [[name, header[name]]] : []))),
    DeidentificationMethodCodeSequence:
      deidentifiedBy.length > 0
        ? deidentifiedBy.map(({ value, scheme, meaning }) => ({
            CodeValue: value,
            CodingSchemeDesignator: scheme,
            CodeMeaning: meaning,
          }))
        : undefined,
    StudyInstanceUID: studyInstanceUID,
    SOPClassUID: identity.sopClassUID,
    SOPInstanceUID: identity.sopInstanceUID,
    InstanceCreationDate: date,
    InstanceCreationTime: time,
    // Of all dates and times of the object, those that are copied from the images too (C.12.1): theirs is.
    TimezoneOffsetFromUTC: zone,
    Modality: identity.modality,
    // Another version is other equipment, which all of a series share (C.7.5.1).
    SeriesInstanceUID: derivedUid('series', studyInstanceUID, name, frameOfReferenceUID, SOFTWARE_VERSION),
    SeriesNumber: identity.series.number,
    SeriesDescription: identity.series.description,
    InstanceNumber: instanceNumberOf(identity.sopInstanceUID),
    ContentDate: date,
    ContentTime: time,
    Manufacturer: SOFTWARE_NAME,
    ManufacturerModelName: SOFTWARE_NAME,
    DeviceSerialNumber: '1',
    SoftwareVersions: SOFTWARE_VERSION,
  };
};

/** Whether the pixels of the images were ever compressed with loss, and how, as the first such image says (C.7.6.1.1.5). */
export const lossyCompression = (images: SourceImages): DataSet => {
  const source = images.find(({ attributes }) => attributes.lossy)?.attributes;
  if (!source) return { LossyImageCompression: '00' };
  const { lossyRatios, lossyMethods } = source;
  return {
    LossyImageCompression: '01',
    LossyImageCompressionRatio: lossyRatios.length > 0 ? lossyRatios : undefined,
    LossyImageCompressionMethod: lossyMethods.length > 0 ? lossyMethods : undefined,
  };
};

/** Names an image, and of a multi-frame image the frames that are meant (PS3.3 C.17.3, table 10-3). */
export const imageReference = ({ attributes }: SourceImages[number], frames: readonly number[] | null): DataSet => ({
  ReferencedSOPClassUID: attributes.sopClassUID ?? '',
  ReferencedSOPInstanceUID: attributes.sopInstanceUID,
  ReferencedFrameNumber: frames && attributes.numberOfFrames > 1 ? frames : undefined,
});

/**
 * Study, series and instances of what is referred to: Current Requested Procedure Evidence of a document (C.17.2), a key object selection (C.17.6).
 *
 * @param others further objects, such as a segmentation written beside the document
 */
export const evidenceSequence = (
  images: SourceImages,
  others: readonly {
    readonly seriesInstanceUID: string;
    readonly sopClassUID: string;
    readonly sopInstanceUID: string;
  }[] = [],
): readonly DataSet[] => {
  const bySeries = new Map<string, DataSet[]>();
  const add = (seriesInstanceUID: string, reference: DataSet): void => {
    bySeries.set(seriesInstanceUID, [...(bySeries.get(seriesInstanceUID) ?? []), reference]);
  };
  for (const image of images) add(image.attributes.seriesInstanceUID ?? '', imageReference(image, null));
  for (const { seriesInstanceUID, sopClassUID, sopInstanceUID } of others)
    add(seriesInstanceUID, { ReferencedSOPClassUID: sopClassUID, ReferencedSOPInstanceUID: sopInstanceUID });
  return [
    {
      StudyInstanceUID: images[0].attributes.studyInstanceUID ?? '',
      ReferencedSeriesSequence: [...bySeries].map(([seriesInstanceUID, references]) => ({
        SeriesInstanceUID: seriesInstanceUID,
        ReferencedSOPSequence: references,
      })),
    },
  ];
};
