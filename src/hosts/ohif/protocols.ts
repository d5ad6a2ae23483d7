import { PROTOCOLS } from './names.ts';

/**
 * Hanging protocols for confirming a tip. OHIF matches display sets by their attributes; a display set that is reconstructable is a stack of
 * parallel slices of one frame of reference.
 */

const required = (attribute: string, constraint: object): object => ({
  attribute,
  constraint,
  required: true,
  weight: 1,
});

const VOLUME = {
  seriesMatchingRules: [
    { attribute: 'isReconstructable', constraint: { equals: { value: true } }, required: true, weight: 10 },
  ],
};

const PROJECTIONS = ['XA', 'RF', 'DX', 'CR', 'MG', 'PX', 'IO'];
const projection = (): object => ({
  seriesMatchingRules: [required('Modality', { equals: { value: PROJECTIONS } })],
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
  displaySets: [{ id: 'volume' }],
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

const threePlanes = protocol(PROTOCOLS.planes, 'TipCheck: three planes', {
  protocolMatchingRules: [
    { attribute: 'isReconstructable', constraint: { equals: { value: true } }, required: false, weight: 1 },
  ],
  displaySetSelectors: { volume: VOLUME },
  stages: [
    {
      id: 'tipcheck-planes',
      name: 'Three planes',
      stageActivation: { enabled: { minViewportsMatched: 3 } },
      viewportStructure: beside(3),
      viewports: [plane('axial'), plane('sagittal'), plane('coronal')],
    },
  ],
});

const stack = (displaySet: object): object => ({
  viewportOptions: { toolGroupId: 'default', viewportType: 'stack', allowUnmatchedView: true },
  displaySets: [displaySet],
});

const twoProjections = protocol(PROTOCOLS.projections, 'TipCheck: two projections', {
  protocolMatchingRules: [
    { attribute: 'ModalitiesInStudy', constraint: { contains: PROJECTIONS }, required: false, weight: 1 },
  ],
  displaySetSelectors: { projection: projection() },
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

const earlierLook = protocol(PROTOCOLS.earlier, 'TipCheck: earlier look beside', {
  numberOfPriorsReferenced: 1,
  protocolMatchingRules: [],
  displaySetSelectors: { look: IMAGES },
  stages: [
    {
      id: 'tipcheck-looks',
      name: 'Earlier look beside',
      stageActivation: { enabled: { minViewportsMatched: 2 } },
      viewportStructure: beside(2),
      viewports: [stack({ id: 'look', matchedDisplaySetsIndex: 1 }), stack({ id: 'look' })],
    },
  ],
});

export const hangingProtocols = (): readonly { readonly name: string; readonly protocol: object }[] => [
  threePlanes,
  twoProjections,
  earlierLook,
];
