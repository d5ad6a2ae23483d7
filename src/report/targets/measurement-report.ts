import { itemOf, numberOf, textOf, uidOf, type ElementSource } from '../../image/element-source.ts';
import { flatRegionOf, spaceRegionOf } from './graphic.ts';
import { foundInPatient, nameOf, unusable, type FoundTarget, type ReadTarget } from './found.ts';

/** Concepts of TID 1500 and the templates that it includes (PS3.16), all of coding scheme DCM. */
const MEASUREMENT_GROUP = '125007';
const TRACKING_IDENTIFIER = '112039';
const FINDING = '121071';
const IMAGE_REGION = '111030';
const VOLUME_SURFACE = '121231';
/** References to other objects, which hold the region: segments, and regions in structure sets. */
const ELSEWHERE = new Set(['121191', '121214', '130488']);

/** Levels of content that are searched for measurement groups. */
const MOST_LEVELS = 12;

/** The regions of the measurement groups of a report (TID 1410, 1411, 1501), each as a target or with the reason why it can't be one. */
export const measurementReportTargets = (source: ElementSource): readonly ReadTarget[] =>
  groupsOf(source, MOST_LEVELS).flatMap((group, index) => targetsOf(group, index));

const conceptOf = (item: ElementSource): string | undefined => {
  const concept = itemOf(item, 'ConceptNameCodeSequence');
  return concept && textOf(concept, 'CodeValue');
};
const valueTypeOf = (item: ElementSource): string | undefined => textOf(item, 'ValueType');

const groupsOf = (source: ElementSource, levels: number): readonly ElementSource[] =>
  levels === 0
    ? []
    : (source.items('ContentSequence') ?? []).flatMap((item) =>
        valueTypeOf(item) !== 'CONTAINER'
          ? []
          : conceptOf(item) === MEASUREMENT_GROUP
            ? [item]
            : groupsOf(item, levels - 1),
      );

/** What the group calls its region: the tracking identifier, else the finding. */
const groupName = (content: readonly ElementSource[], index: number): string => {
  const tracking = content.find((item) => conceptOf(item) === TRACKING_IDENTIFIER);
  const finding = content.find((item) => conceptOf(item) === FINDING);
  const code = finding && itemOf(finding, 'ConceptCodeSequence');
  return nameOf(
    (tracking && textOf(tracking, 'TextValue')) ?? (code && textOf(code, 'CodeMeaning')),
    `Measurement ${String(index + 1)}`,
  );
};

const targetsOf = (group: ElementSource, index: number): readonly ReadTarget[] => {
  const content = group.items('ContentSequence') ?? [];
  const named = { name: groupName(content, index), source: 'report' } as const;
  const regions = content.filter((item) => [IMAGE_REGION, VOLUME_SURFACE].includes(conceptOf(item) ?? ''));
  if (regions.length === 0) {
    return content.some((item) => ELSEWHERE.has(conceptOf(item) ?? ''))
      ? [unusable(named, 'region-elsewhere', 'its region is in another object: open the segmentation or structure set')]
      : [unusable(named, 'no-region', 'it has no region, only values')];
  }
  const inSpace = regions.filter((item) => valueTypeOf(item) === 'SCOORD3D');
  const onImages = regions.filter((item) => valueTypeOf(item) === 'SCOORD');
  return [
    ...(inSpace.length > 0 ? inSpaceTargets(named, inSpace) : []),
    ...(onImages.length > 0 ? onImageTargets(named, onImages) : []),
    ...(inSpace.length + onImages.length === 0
      ? [unusable(named, 'unknown-region', 'its region is written in a way that is not read')]
      : []),
  ];
};

type Named = Pick<FoundTarget, 'name' | 'source'>;

/** Several closed outlines of one group are one target; of other graphics each is one. */
const inSpaceTargets = (named: Named, items: readonly ElementSource[]): readonly ReadTarget[] => {
  const read = items.map((item) => spaceRegionOf(item));
  const [first] = read;
  const contours = read.flatMap((one) => ('planes' in one ? [one] : []));
  if (first && 'planes' in first && contours.length === read.length) {
    const { frameOfReferenceUID } = first;
    if (contours.some((one) => one.frameOfReferenceUID !== frameOfReferenceUID))
      return [unusable(named, 'several-frames-of-reference', 'its outlines are in different frames of reference')];
    const planes = contours.map((one) => one.planes);
    return [foundInPatient(named, frameOfReferenceUID, { shape: 'contours', planes })];
  }
  return read.map((one, index): ReadTarget => {
    const own = read.length > 1 ? { ...named, name: `${named.name} ${String(index + 1)}` } : named;
    if ('code' in one) return unusable(own, one.code, one.message);
    if ('planes' in one)
      return foundInPatient(own, one.frameOfReferenceUID, { shape: 'contours', planes: [one.planes] });
    if ('at' in one) {
      const checked = foundInPatient(own, one.frameOfReferenceUID, { shape: 'point', center: one.at, tolerance: 1 });
      return checked.kind === 'found' && checked.place === 'patient'
        ? { ...checked, region: { shape: 'position', at: one.at } }
        : checked;
    }
    return foundInPatient(own, one.frameOfReferenceUID, one.target);
  });
};

const onImageTargets = (named: Named, items: readonly ElementSource[]): readonly ReadTarget[] => {
  const read = items.map((item) => ({ region: flatRegionOf(item), image: imageOf(item) }));
  const outlines = read.every(({ region, image }) => image && !('code' in region) && region.shape !== 'point');
  const row = (parts: typeof read, name: string): ReadTarget => {
    const own = { ...named, name };
    const regions: { readonly image: NonNullable<ReturnType<typeof imageOf>>; readonly region: FlatRegionOf }[] = [];
    for (const { region, image } of parts) {
      if ('code' in region) return unusable(own, region.code, region.message);
      if (!image) return unusable(own, 'no-image', 'it does not say on which single image or frame it is drawn');
      regions.push({ image, region });
    }
    return { kind: 'found', ...own, place: 'images', regions };
  };
  return outlines || read.length === 1
    ? [row(read, named.name)]
    : read.map((part, index) => row([part], `${named.name} ${String(index + 1)}`));
};

type FlatRegionOf = Exclude<ReturnType<typeof flatRegionOf>, { readonly code: string }>;

/** The image that a graphic is selected from; null unless exactly one image and at most one frame of it is named. */
const imageOf = (graphic: ElementSource): { readonly sopInstanceUID: string; readonly frame: number | null } | null => {
  const images = (graphic.items('ContentSequence') ?? []).filter((item) => valueTypeOf(item) === 'IMAGE');
  const reference = images[0] && itemOf(images[0], 'ReferencedSOPSequence');
  const sopInstanceUID = reference && uidOf(reference, 'ReferencedSOPInstanceUID');
  const frames = reference?.numbers('ReferencedFrameNumber') ?? [];
  if (images.length !== 1 || !reference || sopInstanceUID === undefined || frames.length > 1) return null;
  // Counted over all tiles of an image, which of several frames doesn't matter; of one frame it is that one (C.18.6.1.3).
  const isOfWhole = textOf(graphic, 'PixelOriginInterpretation') === 'VOLUME';
  return { sopInstanceUID, frame: isOfWhole ? null : (numberOf(reference, 'ReferencedFrameNumber') ?? null) };
};
