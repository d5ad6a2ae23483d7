import type { Basis, DeviceKind, Evidence, Space, Target } from '../../confirmation/record.ts';
import type { CalibrationMethod } from '../../confirmation/user-calibration.ts';
import type { ZoneRole } from '../../confirmation/device.ts';
import type { MetricName, Verdict } from '../../assess/assessment.ts';
import { DCM, own, SCT, type Code, type PrivateName } from './codes.ts';

/** The words of a record and its assessment as coded concepts, and back. */

const sct = (value: string, meaning: string): Code => ({ value, scheme: 'SCT', meaning });

export const DEVICES: Readonly<Record<DeviceKind, Code>> = {
  needle: sct('79068005', 'Needle'),
  wire: sct('272224001', 'Guide Wire'),
  catheter: sct('19923001', 'Catheter'),
  drain: own('drain'),
  probe: own('probe'),
  stent: sct('65818007', 'Stent'),
  coil: sct('102314001', 'Embolization coil'),
  other: own('other-device'),
};

export const SPACES: Readonly<Record<Space['kind'], PrivateName>> = {
  patient: 'space-patient',
  image: 'space-image',
  projection: 'space-projection',
  biplane: 'space-biplane',
};

export const BASES: Readonly<Record<Basis, PrivateName>> = {
  'pixel-spacing': 'pixel-spacing',
  'pixel-spacing-geometry': 'px-spc-geometry',
  'pixel-spacing-fiducial': 'px-spc-fiducial',
  'us-region': 'us-region',
  'imager-magnification': 'imager-magn',
  imager: 'imager',
  'nominal-scanned': 'nominal-scanned',
  user: 'user',
  none: 'none',
};

export const EVIDENCE: Readonly<Record<Evidence, PrivateName>> = {
  none: 'ev-none',
  person: 'ev-person',
  image: 'ev-image',
};

export const SHAPES: Readonly<Record<Target['shape'], PrivateName>> = {
  point: 'sh-point',
  sphere: 'sh-sphere',
  ellipsoid: 'sh-ellipsoid',
  contours: 'sh-contours',
  mesh: 'sh-mesh',
  labelmap: 'sh-labelmap',
  circle: 'sh-circle',
  contour: 'sh-contour',
};

export const VERDICTS: Readonly<Record<Verdict, PrivateName>> = {
  inside: 'inside',
  outside: 'outside',
  indeterminate: 'indeterminate',
};

export const ZONE_ROLES: Readonly<Record<ZoneRole, PrivateName>> = {
  'side-holes': 'zr-side-holes',
  notch: 'zr-notch',
  bevel: 'zr-bevel',
  stent: 'zr-stent',
  'exposed-tip': 'zr-exposed-tip',
  other: 'zr-other',
  ablation: 'zr-ablation',
};

export const METHODS: Readonly<Record<CalibrationMethod, PrivateName>> = {
  catheter: 'cm-catheter',
  needle: 'cm-needle',
  ruler: 'cm-ruler',
  sphere: 'cm-sphere',
  entered: 'cm-entered',
};

/** Each metric: the concept that names its number, and ours that says exactly what it is. The standard has a concept for few of them. */
export const METRICS: Readonly<Record<MetricName, { readonly name: Code; readonly quantity: PrivateName }>> = {
  tipToCenter: { name: DCM.distance, quantity: 'tip-to-center' },
  signedDistance: { name: own('signed-distance'), quantity: 'signed-distance' },
  depthError: { name: own('depth-error'), quantity: 'depth-error' },
  lateralError: { name: own('lateral-error'), quantity: 'lateral-error' },
  normalDistance: { name: own('normal-distance'), quantity: 'normal-distance' },
  remainingAdvance: { name: own('remaining-adv'), quantity: 'remaining-adv' },
  angularError: { name: SCT.angle, quantity: 'angular-error' },
  entryError: { name: own('entry-error'), quantity: 'entry-error' },
  insertedLength: { name: SCT.length, quantity: 'inserted-length' },
};

/** What was done, by the bundled procedure profiles: the standard's code where its subset has one. */
const PROCEDURES: Readonly<Record<string, Code>> = {
  biopsy: sct('86273004', 'Biopsy'),
  embolization: sct('16736007', 'Transcatheter therapy for embolization'),
  'angioplasty-stent': sct('103716009', 'Stent placement'),
  'vascular-access': sct('45211000', 'Catheterization'),
};

const BY_MODALITY: Readonly<Record<string, Code>> = { MR: SCT.mrGuidance, US: SCT.ultrasoundGuidance };

/** The procedure that is reported: by the record's profile, else by how it was imaged. */
export const procedureCode = (procedure: string | undefined, modality: string | undefined): Code =>
  PROCEDURES[procedure ?? ''] ?? BY_MODALITY[modality ?? ''] ?? SCT.imagingProcedure;

/** The word that a code stands for; null for a code that isn't one of these. */
export const wordOf = <Word extends string>(
  table: Readonly<Record<Word, PrivateName | Code>>,
  value: string | null,
): Word | null =>
  (Object.keys(table) as Word[]).find((word) => {
    const entry: PrivateName | Code = table[word];
    return (typeof entry === 'string' ? entry : entry.value) === value;
  }) ?? null;
