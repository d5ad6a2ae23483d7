import { refused, type Confirmation, type Refused } from '../../confirmation/record.ts';
import type { PlaneGeometry } from '../../image/plane-geometry.ts';
import type { ImageFrame } from '../../image/stacks.ts';
import { tagOf, type AttributeName } from '../../image/dictionary.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { commonModules, evidenceSequence, imageReference, lossyCompression, type Zone } from '../dicom/modules.ts';
import type { SourceImage, SourceImages } from '../dicom/sources.ts';
import { derivedUid } from '../dicom/uids.ts';
import { segmentGrid, type SegmentFrame, type SegmentGrid } from './frames.ts';
import { packFrames } from './rasterize.ts';

/** Segmentation Storage (PS3.4 B.5). */
export const SEGMENTATION_STORAGE = '1.2.840.10008.5.1.4.1.1.66.4';

export interface SegmentationRequest {
  readonly record: Confirmation;
  /** The images of one stack on which the target is written; of one frame of reference. */
  readonly images: readonly ImageFrame[];
  /** Fresh for every version of the object. */
  readonly sopInstanceUID: string;
  readonly writtenAt: Date;
  readonly zone?: Zone;
  /** Who or what drew the target, where it wasn't a person. */
  readonly algorithm?: { readonly type: 'AUTOMATIC' | 'SEMIAUTOMATIC'; readonly name: string };
}

const code = (value: string, scheme: 'DCM' | 'SCT', meaning: string): DataSet => ({
  CodeValue: value,
  CodingSchemeDesignator: scheme,
  CodeMeaning: meaning,
});

/**
 * The category is one of CID 7150. The type isn't among those of CID 7151 or 7196, which may be extended: what tissue a target is, a record
 * doesn't say, and DICOM's own concept of a target (CID 6132) says what the segment is.
 */
const CATEGORY = code('309825002', 'SCT', 'Spatial and Relational Concept');
const TYPE = code('112162', 'DCM', 'Target');
/** CID 7203, CID 7202. */
const DERIVATION = code('113076', 'DCM', 'Segmentation');
const PURPOSE = code('121322', 'DCM', 'Source image for image processing operation');

/** A colour by which viewers may show it, CIELab as PS3.3 C.10.7.1.1 encodes it: a light green, as targets have here. */
const COLOUR = [51000, 21000, 48000];

/** The target of a record as a segmentation object (PS3.3 A.51): one binary segment. */
export const segmentationOf = ({
  record,
  images,
  sopInstanceUID,
  writtenAt,
  zone,
  algorithm,
}: SegmentationRequest): DataSet | Refused => {
  const { space } = record;
  const grid = segmentGrid(record, images);
  if ('code' in grid) return grid;
  const sources = sourcesOf(images);
  const uid = space.kind === 'patient' ? space.frameOfReferenceUID : '';
  if (!sources || sources.some(({ attributes }) => attributes.frameOfReferenceUID !== uid))
    return refused('different-frame-of-reference', 'the images are of another frame of reference than the record');
  const [first] = grid.frames;
  if (!first) return refused('no-voxel', 'the target has no voxels');
  const dimensions = derivedUid('dimensions', record.id, 'target');
  return {
    ...commonModules(sources, {
      sopClassUID: SEGMENTATION_STORAGE,
      modality: 'SEG',
      series: { description: 'TipCheck target', number: 9903, name: 'segmentation', frameOfReferenceUID: uid },
      sopInstanceUID,
      writtenAt,
      zone,
    }),
    ...imageDescription(grid),
    FrameOfReferenceUID: uid,
    PositionReferenceIndicator: [],
    ...lossyCompression(sources),
    ReferencedSeriesSequence: referencedSeries(grid.frames),
    SegmentSequence: [
      {
        SegmentNumber: 1,
        SegmentLabel: 'Target',
        SegmentAlgorithmType: algorithm?.type ?? 'MANUAL',
        SegmentAlgorithmName: algorithm?.name,
        SegmentedPropertyCategoryCodeSequence: [CATEGORY],
        SegmentedPropertyTypeCodeSequence: [TYPE],
        RecommendedDisplayCIELabValue: COLOUR,
        TrackingID: `${record.id} target`,
        TrackingUID: derivedUid('tracking', record.id, 'target'),
      },
    ],
    DimensionOrganizationSequence: [{ DimensionOrganizationUID: dimensions }],
    DimensionOrganizationType: '3D',
    DimensionIndexSequence: [
      dimension(dimensions, 'ReferencedSegmentNumber', 'SegmentIdentificationSequence', 'Segment Number'),
      dimension(dimensions, 'ImagePositionPatient', 'PlanePositionSequence', 'Image Position Patient'),
    ],
    SharedFunctionalGroupsSequence: [sharedGroups(grid, first.plane)],
    PerFrameFunctionalGroupsSequence: grid.frames.map(frameGroups),
    PixelData: packFrames(
      grid.frames.map(({ bits }) => bits),
      grid.columns * grid.rows,
    ),
  };
};

const imageDescription = ({ columns, rows, frames }: SegmentGrid): DataSet => ({
  ImageType: ['DERIVED', 'PRIMARY'],
  ContentLabel: 'TARGET',
  ContentDescription: 'Target of a tip confirmation',
  ContentCreatorName: [],
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  NumberOfFrames: frames.length,
  Rows: rows,
  Columns: columns,
  BitsAllocated: 1,
  BitsStored: 1,
  HighBit: 0,
  PixelRepresentation: 0,
  SegmentationType: 'BINARY',
  SegmentsOverlap: 'NO',
});

const dimension = (uid: string, pointer: AttributeName, group: AttributeName, label: string): DataSet => ({
  DimensionOrganizationUID: uid,
  DimensionIndexPointer: tagOf(pointer),
  FunctionalGroupPointer: tagOf(group),
  DimensionDescriptionLabel: label,
});

const sharedGroups = ({ thickness, betweenSlices }: SegmentGrid, plane: PlaneGeometry): DataSet => ({
  PixelMeasuresSequence: [
    {
      PixelSpacing: [plane.betweenRows, plane.betweenColumns],
      SliceThickness: thickness,
      SpacingBetweenSlices: betweenSlices ?? undefined,
    },
  ],
  PlaneOrientationSequence: [{ ImageOrientationPatient: [...plane.alongRow, ...plane.alongColumn] }],
  SegmentIdentificationSequence: [{ ReferencedSegmentNumber: 1 }],
});

const frameGroups = ({ plane, image }: SegmentFrame, index: number): DataSet => ({
  FrameContentSequence: [{ DimensionIndexValues: [1, index + 1] }],
  PlanePositionSequence: [{ ImagePositionPatient: [...plane.origin] }],
  DerivationImageSequence: image
    ? [
        {
          DerivationCodeSequence: [DERIVATION],
          SourceImageSequence: [
            {
              ...imageReference({ attributes: image.instance, frames: [image.frame] }, [image.frame]),
              PurposeOfReferenceCodeSequence: [PURPOSE],
            },
          ],
        },
      ]
    : [],
});

/** The images by instance. */
const sourcesOf = (images: readonly ImageFrame[]): SourceImages | undefined => {
  const byInstance = new Map<string, SourceImage>();
  for (const { instance, frame } of images) {
    const known = byInstance.get(instance.sopInstanceUID);
    byInstance.set(instance.sopInstanceUID, { attributes: instance, frames: [...(known?.frames ?? []), frame] });
  }
  const [first, ...others] = [...byInstance.values()];
  return first && [first, ...others];
};

/** Common Instance Reference (C.12.2): series and instances that the frames name; absent where they name none. */
const referencedSeries = (frames: readonly SegmentFrame[]): readonly DataSet[] | undefined => {
  const named = sourcesOf(frames.flatMap(({ image }) => (image ? [image] : [])));
  return (
    named &&
    evidenceSequence(named).flatMap(({ ReferencedSeriesSequence }) =>
      (ReferencedSeriesSequence as readonly DataSet[]).map(({ SeriesInstanceUID, ReferencedSOPSequence }) => ({
        SeriesInstanceUID,
        ReferencedInstanceSequence: ReferencedSOPSequence,
      })),
    )
  );
};
