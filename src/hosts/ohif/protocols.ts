import { PROTOCOLS } from './names.ts';

/**
 * Hanging protocols for confirming a tip. OHIF matches display sets by their attributes; a display set that is reconstructable is a stack of
 * parallel slices of one frame of reference.
 */

/** Under this name the host puts in what its active viewport shows. */
const ACTIVE = 'activeDisplaySet';

const VOLUME = {
  seriesMatchingRules: [
    { attribute: 'isReconstructable', constraint: { equals: { value: true } }, required: true, weight: 10 },
  ],
};

const CROSS_SECTIONS = ['CT', 'MR', 'PT'] as const;
const PROJECTIONS = ['XA', 'RF', 'DX', 'CR'] as const;

/** Each is one more reason for a protocol. */
const studiesWith = (modalities: readonly string[]): readonly object[] =>
  modalities.map((modality) => ({
    attribute: 'ModalitiesInStudy',
    constraint: { contains: modality },
    required: false,
    weight: 50,
  }));

const moreSeriesThan = (count: number): object => ({
  attribute: 'numberOfDisplaySetsWithImages',
  constraint: { greaterThan: count },
  required: true,
  weight: 1,
});

const IMAGES = {
  seriesMatchingRules: [{ attribute: 'numImageFrames', constraint: { greaterThan: { value: 0 } }, required: true }],
};

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

const beside = (columns: number): object => ({ layoutType: 'grid', properties: { rows: 1, columns } });

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

const stack = (displaySet: object): object => ({
  viewportOptions: { toolGroupId: 'default', viewportType: 'stack' },
  displaySets: [displaySet],
});

const threePlanes = protocol(PROTOCOLS.planes, 'TipCheck: three planes', {
  protocolMatchingRules: studiesWith(CROSS_SECTIONS),
  displaySetSelectors: { [ACTIVE]: VOLUME, images: IMAGES },
  stages: [
    {
      id: 'tipcheck-planes',
      name: 'Three planes',
      stageActivation: { enabled: { minViewportsMatched: 3 } },
      viewportStructure: beside(3),
      viewports: [plane('axial'), plane('sagittal'), plane('coronal')],
    },
    // Slices that are no volume are shown as they are.
    { id: 'tipcheck-slices', name: 'Slices', viewportStructure: beside(1), viewports: [stack({ id: 'images' })] },
  ],
});

const twoProjections = protocol(PROTOCOLS.projections, 'TipCheck: two projections', {
  protocolMatchingRules: [...studiesWith(PROJECTIONS), moreSeriesThan(1)],
  displaySetSelectors: { projection: IMAGES },
  stages: [
    {
      id: 'tipcheck-projections',
      name: 'Two projections',
      stageActivation: { enabled: { minViewportsMatched: 2 } },
      viewportStructure: beside(2),
      viewports: [stack({ id: 'projection' }), stack({ id: 'projection', matchedDisplaySetsIndex: 1 })],
    },
  ],
});

/** The study of that place among those that the address names. */
const ofStudy = (index: number): object => ({
  ...IMAGES,
  studyMatchingRules: [
    {
      attribute: 'studyInstanceUIDsIndex',
      from: 'options',
      constraint: { equals: { value: index } },
      required: true,
    },
  ],
});

const earlierLook = protocol(PROTOCOLS.earlier, 'TipCheck: earlier look beside', {
  // Only when it is asked for.
  protocolMatchingRules: [{ ...moreSeriesThan(1), weight: 0 }],
  displaySetSelectors: { now: ofStudy(0), before: ofStudy(1), looks: IMAGES },
  stages: [
    {
      id: 'tipcheck-studies',
      name: 'Earlier study beside',
      stageActivation: { enabled: { minViewportsMatched: 2 } },
      viewportStructure: beside(2),
      viewports: [stack({ id: 'before' }), stack({ id: 'now' })],
    },
    {
      id: 'tipcheck-looks',
      name: 'Series of one study beside each other',
      viewportStructure: beside(2),
      viewports: [stack({ id: 'looks' }), stack({ id: 'looks', matchedDisplaySetsIndex: 1 })],
    },
  ],
});

export const hangingProtocols = (): readonly { readonly name: string; readonly protocol: object }[] => [
  threePlanes,
  twoProjections,
  earlierLook,
];
