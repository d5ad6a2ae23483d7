import { PROTOCOLS } from './names.ts';
import { KINSHIP } from './protocol-attributes.ts';

/**
 * Hanging protocols for confirming a tip. OHIF matches display sets by their attributes; a display set that is reconstructable is a stack of
 * parallel slices of one frame of reference.
 */

/** Under this name the host puts in what its active viewport shows. */
const ACTIVE = 'activeDisplaySet';

/** `required`: nothing else is taken; else a reason to take it before others. */
const rule = (attribute: string, constraint: object, required = true, weight = 10): object => ({
  attribute,
  constraint,
  required,
  weight,
});
const is = (value: unknown): object => ({ equals: { value } });
/** Of whole numbers: OHIF's `greaterThan` means at least. */
const moreThan = (count: number): object => ({ greaterThan: { value: count + 0.5 } });
const oneOf = (value: readonly string[]): object => ({ contains: { value } });

const CROSS_SECTIONS = ['CT', 'MR', 'PT'];
const PROJECTIONS = ['XA', 'RF', 'DX', 'CR'];

const studiesWith = (modalities: readonly string[]): object => rule('ModalitiesInStudy', oneOf(modalities), false, 50);
const HAS_TWO = rule('numberOfDisplaySetsWithImages', moreThan(1), true, 1);
/** The study of that place among those that the address names. */
const studyAt = (index: number, required = true): object => ({
  ...rule('studyInstanceUIDsIndex', is(index), required),
  from: 'options',
});

const IS_VOLUME = ['isReconstructable', is(true)] as const;
const HAS_FRAMES = rule('numImageFrames', moreThan(0));
/** Nothing of another patient is set beside it. */
const SAME_PATIENT = rule(KINSHIP, moreThan(0));

const selector = (seriesMatchingRules: readonly object[], ...studyMatchingRules: readonly object[]): object => ({
  seriesMatchingRules,
  studyMatchingRules,
});

const SYNC_WINDOW = { type: 'voi', id: 'tipcheck-window', source: true, target: true };

const plane = (orientation: 'axial' | 'sagittal' | 'coronal'): object => ({
  viewportOptions: {
    viewportId: `tipcheck-${orientation}`,
    toolGroupId: 'mpr',
    viewportType: 'volume',
    orientation,
    initialImageOptions: { preset: 'middle' },
    syncGroups: [SYNC_WINDOW],
  },
  displaySets: [{ id: ACTIVE }],
});

const protocol = (id: string, name: string, rest: object): { readonly name: string; readonly protocol: object } => ({
  name: id,
  protocol: {
    id,
    name,
    locked: true,
    imageLoadStrategy: 'nth',
    isPreset: false,
    callbacks: {},
    ...rest,
  },
});

/** The first one of what a selector finds, or the one of that place. */
const stack = (id: string, matchedDisplaySetsIndex = 0): object => ({
  viewportOptions: { toolGroupId: 'default', viewportType: 'stack' },
  displaySets: [{ id, matchedDisplaySetsIndex }],
});

/** Viewports beside each other; several are taken only where each has something to show. */
const stage = (id: string, name: string, viewports: readonly object[]): object => ({
  id: `tipcheck-${id}`,
  name,
  ...(viewports.length > 1 && { stageActivation: { enabled: { minViewportsMatched: viewports.length } } }),
  viewportStructure: { layoutType: 'grid', properties: { rows: 1, columns: viewports.length } },
  viewports,
});

const threePlanes = protocol(PROTOCOLS.planes, 'TipCheck: three planes', {
  protocolMatchingRules: [studiesWith(CROSS_SECTIONS)],
  displaySetSelectors: { [ACTIVE]: selector([rule(...IS_VOLUME)]), images: selector([HAS_FRAMES]) },
  stages: [
    stage('planes', 'Three planes', [plane('axial'), plane('sagittal'), plane('coronal')]),
    // Slices that are no volume are shown as they are.
    stage('slices', 'Slices', [stack('images')]),
  ],
});

const twoProjections = protocol(PROTOCOLS.projections, 'TipCheck: two projections', {
  protocolMatchingRules: [studiesWith(PROJECTIONS), HAS_TWO],
  displaySetSelectors: {
    // Those of the first study before those of others.
    projection: selector([HAS_FRAMES, SAME_PATIENT, rule('Modality', oneOf(PROJECTIONS))], studyAt(0, false)),
  },
  stages: [
    stage('projections', 'Two projections', [stack('projection'), stack('projection', 1)]),
    // Where there is no second one, nothing else stands in its place.
    stage('projection', 'One projection', [stack('projection')]),
  ],
});

/** Slices before localizers, and what is like the first study before what isn't. */
const lookOf = (study: object): object =>
  selector([HAS_FRAMES, SAME_PATIENT, rule(KINSHIP, moreThan(1), false), rule(...IS_VOLUME, false)], study);

const earlierLook = protocol(PROTOCOLS.earlier, 'TipCheck: earlier look beside', {
  // Only when it is asked for.
  protocolMatchingRules: [HAS_TWO],
  displaySetSelectors: {
    now: lookOf(studyAt(0)),
    before: lookOf(studyAt(1)),
    looks: lookOf(studyAt(0, false)),
  },
  stages: [
    stage('studies', 'Earlier study', [stack('before'), stack('now')]),
    stage('looks', 'Two series', [stack('looks'), stack('looks', 1)]),
    // Nothing of this patient to set beside it.
    stage('look', 'One look', [stack('now')]),
  ],
});

export const hangingProtocols = (): readonly { readonly name: string; readonly protocol: object }[] => [
  threePlanes,
  twoProjections,
  earlierLook,
];
