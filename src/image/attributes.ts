import {
  codeOf,
  numberOf,
  numbersOf,
  positiveOf,
  spacingOf,
  textOf,
  uidOf,
  type ElementSource,
  type SpacingPair,
} from './element-source.ts';
import { readFrames, type FrameAttributes } from './frame-attributes.ts';
import { imageNature, MEDIA_DIRECTORY, notAnImage, type ImageNature } from './image-kind.ts';
import { readPixelAttributes, type PixelAttributes } from './pixel-attributes.ts';
import { refusal, type Refusal } from './refusal.ts';
import { isLossy } from './lossy.ts';
import { readMethodCodes, readStudyHeader, type MethodCode, type StudyHeader } from './study-header.ts';
import { readOverlays, type OverlayDescription } from './overlay-planes.ts';

/** What the reader sees on the screen to know whose images these are. Never written to logs, reports' file names or output of `inspect`. */
export interface PatientBanner {
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly birthDate: string | undefined;
  readonly sex: string | undefined;
}

/** Times of a run of frames, milliseconds and frames per second as recorded. */
export interface CineAttributes {
  readonly frameTime: number | undefined;
  readonly frameTimeVector: readonly number[] | undefined;
  readonly cineRate: number | undefined;
  readonly recommendedDisplayFrameRate: number | undefined;
}

/** Everything that the product needs to know about one instance, read once. Plain data: it can be cloned into a worker. Absent stays undefined. */
export interface ImageAttributes {
  readonly sopInstanceUID: string;
  readonly sopClassUID: string | undefined;
  readonly studyInstanceUID: string | undefined;
  readonly seriesInstanceUID: string | undefined;
  readonly transferSyntaxUID: string | undefined;
  readonly modality: string | undefined;
  readonly nature: ImageNature;
  readonly imageType: readonly string[];
  /** Enhanced images: VOLUME, SAMPLED, DISTORTED or MIXED. */
  readonly volumetricProperties: string | undefined;
  /** Enhanced images: how the picture was computed from a volume, NONE where it wasn't. */
  readonly volumeBasedCalculationTechnique: string | undefined;
  readonly studyDescription: string | undefined;
  readonly seriesDescription: string | undefined;
  readonly seriesNumber: number | undefined;
  readonly instanceNumber: number | undefined;
  readonly acquisitionNumber: number | undefined;
  readonly studyDate: string | undefined;
  readonly studyTime: string | undefined;
  readonly acquisitionDate: string | undefined;
  readonly acquisitionTime: string | undefined;
  readonly acquisitionDateTime: string | undefined;
  readonly contentDate: string | undefined;
  readonly contentTime: string | undefined;
  readonly timezoneOffsetFromUtc: string | undefined;
  readonly patient: PatientBanner;
  /** What objects written about this image repeat of its patient and study. */
  readonly header: StudyHeader;
  readonly deidentifiedBy: readonly MethodCode[];
  readonly patientPosition: string | undefined;
  readonly columns: number;
  readonly rows: number;
  readonly numberOfFrames: number;
  readonly pixels: PixelAttributes;
  readonly lossy: boolean;
  /** How often and by which methods the pixels were compressed with loss, where that is said (C.7.6.1.1.5). */
  readonly lossyRatios: readonly number[];
  readonly lossyMethods: readonly string[];
  readonly frameOfReferenceUID: string | undefined;
  /** Degrees as the scanner states it; information only, since positions say what is true. */
  readonly gantryDetectorTilt: number | undefined;
  /** GEOMETRY or FIDUCIAL. */
  readonly pixelSpacingCalibrationType: string | undefined;
  /** How the spacing was calibrated, in the words of the system that did it. */
  readonly pixelSpacingCalibrationDescription: string | undefined;
  readonly nominalScannedPixelSpacing: SpacingPair | undefined;
  /** Vertical size over horizontal size of a pixel. */
  readonly pixelAspectRatio: number | undefined;
  readonly cine: CineAttributes;
  /** Overlay planes (60xx); their bits are read when they are shown. */
  readonly overlays: readonly OverlayDescription[];
  /** One entry per frame. */
  readonly frames: readonly FrameAttributes[];
}

/** More frames than any run or volume has. Also bounds what a hostile NumberOfFrames can cost. */
const MAX_FRAMES = 65_536;
const MAX_EDGE = 65_535;

const isCount = (value: number | undefined, limit: number): value is number =>
  value !== undefined && Number.isInteger(value) && value >= 1 && value <= limit;

const pixelAspectRatioOf = (source: ElementSource): number | undefined => {
  const [vertical, horizontal] = source.numbers('PixelAspectRatio') ?? [];
  if (vertical === undefined || horizontal === undefined || !(vertical > 0) || !(horizontal > 0)) return undefined;
  return vertical / horizontal;
};

export type NotReadable = Refusal<
  'dicomdir' | 'not-an-image' | 'no-identity' | 'invalid-pixel-description' | 'too-many-frames'
>;

/** Reads one instance, whether from a file or from metadata. Pixel data aren't looked at here. */
export const readImageAttributes = (source: ElementSource): ImageAttributes | NotReadable => {
  const sopClassUID = uidOf(source, 'SOPClassUID') ?? uidOf(source, 'MediaStorageSOPClassUID');
  if (sopClassUID === MEDIA_DIRECTORY)
    return refusal(
      'dicomdir',
      'a DICOMDIR lists files and holds no image; the files that it lists are read by themselves',
    );
  const modality = codeOf(source, 'Modality');
  const other = notAnImage(sopClassUID, modality);
  if (other !== undefined) return refusal('not-an-image', `${other}, not an image`);
  const rows = numberOf(source, 'Rows');
  const columns = numberOf(source, 'Columns');
  if (rows === undefined && columns === undefined)
    return refusal('not-an-image', 'it has neither rows nor columns of pixels');
  if (!isCount(rows, MAX_EDGE) || !isCount(columns, MAX_EDGE)) {
    return refusal(
      'invalid-pixel-description',
      `Rows and Columns (${String(rows)}, ${String(columns)}) describe no image`,
    );
  }
  const sopInstanceUID = uidOf(source, 'SOPInstanceUID') ?? uidOf(source, 'MediaStorageSOPInstanceUID');
  if (sopInstanceUID === undefined)
    return refusal('no-identity', 'it has no valid SOPInstanceUID, so no record could name it');
  const numberOfFrames = numberOf(source, 'NumberOfFrames') ?? 1;
  if (!isCount(numberOfFrames, Number.MAX_SAFE_INTEGER)) {
    return refusal('invalid-pixel-description', `NumberOfFrames (${String(numberOfFrames)}) is not a count`);
  }
  if (numberOfFrames > MAX_FRAMES)
    return refusal(
      'too-many-frames',
      `${String(numberOfFrames)} frames are more than the ${String(MAX_FRAMES)} that are read`,
    );
  const pixels = readPixelAttributes(source);
  if (typeof pixels === 'string') return refusal('invalid-pixel-description', pixels);
  const transferSyntaxUID = uidOf(source, 'TransferSyntaxUID') ?? uidOf(source, 'AvailableTransferSyntaxUID');
  const frames = readFrames(source, numberOfFrames, { columns, rows });
  const nominalScannedPixelSpacing = spacingOf(source, 'NominalScannedPixelSpacing');
  return {
    sopInstanceUID,
    sopClassUID,
    studyInstanceUID: uidOf(source, 'StudyInstanceUID'),
    seriesInstanceUID: uidOf(source, 'SeriesInstanceUID'),
    transferSyntaxUID,
    modality,
    nature: imageNature(sopClassUID, modality, {
      nominalScannedSpacing: nominalScannedPixelSpacing !== undefined,
      place: frames[0]?.position !== undefined && frames[0].orientation !== undefined,
    }),
    imageType: source.strings('ImageType') ?? [],
    volumetricProperties: codeOf(source, 'VolumetricProperties'),
    volumeBasedCalculationTechnique: codeOf(source, 'VolumeBasedCalculationTechnique'),
    studyDescription: textOf(source, 'StudyDescription'),
    seriesDescription: textOf(source, 'SeriesDescription'),
    seriesNumber: numberOf(source, 'SeriesNumber'),
    instanceNumber: numberOf(source, 'InstanceNumber'),
    acquisitionNumber: numberOf(source, 'AcquisitionNumber'),
    studyDate: textOf(source, 'StudyDate'),
    studyTime: textOf(source, 'StudyTime'),
    acquisitionDate: textOf(source, 'AcquisitionDate'),
    acquisitionTime: textOf(source, 'AcquisitionTime'),
    acquisitionDateTime: textOf(source, 'AcquisitionDateTime'),
    contentDate: textOf(source, 'ContentDate'),
    contentTime: textOf(source, 'ContentTime'),
    timezoneOffsetFromUtc: textOf(source, 'TimezoneOffsetFromUTC'),
    patient: {
      name: textOf(source, 'PatientName'),
      id: textOf(source, 'PatientID'),
      birthDate: textOf(source, 'PatientBirthDate'),
      sex: textOf(source, 'PatientSex'),
    },
    header: readStudyHeader(source),
    deidentifiedBy: readMethodCodes(source),
    patientPosition: codeOf(source, 'PatientPosition'),
    columns,
    rows,
    numberOfFrames,
    pixels,
    lossy: isLossy(source, transferSyntaxUID),
    lossyRatios: numbersOf(source, 'LossyImageCompressionRatio') ?? [],
    lossyMethods: source.strings('LossyImageCompressionMethod') ?? [],
    frameOfReferenceUID: uidOf(source, 'FrameOfReferenceUID'),
    gantryDetectorTilt: numberOf(source, 'GantryDetectorTilt'),
    pixelSpacingCalibrationType: codeOf(source, 'PixelSpacingCalibrationType'),
    pixelSpacingCalibrationDescription: textOf(source, 'PixelSpacingCalibrationDescription'),
    nominalScannedPixelSpacing,
    pixelAspectRatio: pixelAspectRatioOf(source),
    cine: {
      frameTime: positiveOf(source, 'FrameTime'),
      frameTimeVector: numbersOf(source, 'FrameTimeVector'),
      cineRate: positiveOf(source, 'CineRate'),
      recommendedDisplayFrameRate: positiveOf(source, 'RecommendedDisplayFrameRate'),
    },
    overlays: readOverlays(source),
    frames,
  };
};
