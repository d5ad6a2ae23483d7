import type { Assessment } from '../../assess/assessment.ts';
import { basisText } from '../../confirmation/calibration-words.ts';
import { instantOf } from '../../confirmation/instant.ts';
import type { Confirmation, Evidence } from '../../confirmation/record.ts';
import type { ImageAttributes } from '../../image/attributes.ts';
import { personName } from '../../image/person-name.ts';
import type { StudyHeader, StudyHeaderName } from '../../image/study-header.ts';
import type { Reported } from '../summary.ts';
import { percent, quantityText } from '../wording.ts';

/** A named value. What isn't known but belongs on a page says so. */
export interface Fact {
  readonly term: string;
  readonly text: string;
}

/** The image that a page is about, with what its file says. */
export interface ImageOnPage {
  readonly attributes: ImageAttributes;
  /** 1-based. */
  readonly frame: number;
}

const NOT_RECORDED = 'not recorded';

/** Whose images and of which study, as the images say; PS3.3 C.7.1.1, C.7.2.1. */
export const patientFacts = (header: StudyHeader | undefined): readonly Fact[] => {
  const first = (name: StudyHeaderName): string => header?.[name]?.[0]?.trim() ?? '';
  const removed = first('PatientIdentityRemoved') === 'YES';
  const known = (text: string): string => (text === '' ? (removed ? 'removed' : NOT_RECORDED) : text);
  return [
    { term: 'Patient', text: known(nameIn(first('PatientName'))) },
    { term: 'Patient ID', text: known(first('PatientID')) },
    { term: 'Born', text: known(dateText(first('PatientBirthDate'))) },
    { term: 'Study date', text: known(dateText(first('StudyDate'))) },
    ...optional('Study', first('StudyDescription')),
    ...optional('Accession', first('AccessionNumber')),
  ];
};

/** All groups of a name: the alphabetic one alone may be a transcription, or empty (PS3.5 6.2.1.1). */
const nameIn = (name: string): string => {
  const groups = name.split('=').map(personName).filter(Boolean);
  const [main = '', ...others] = groups;
  return others.length > 0 ? `${main} (${others.join(', ')})` : main;
};

const optional = (term: string, text: string | undefined): readonly Fact[] => (text ? [{ term, text }] : []);

/** A DICOM date with its parts apart; anything else as it is. */
export const dateText = (date: string): string => date.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

/** A moment in UTC to the minute, whatever zone it is written in. */
export const momentText = (at: string | Date): string => {
  const instant = typeof at === 'string' ? instantOf(at) : at.getTime();
  return instant === null ? 'unknown' : `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
};

const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  none: 'not confirmed',
  person: 'confirmed by the reader',
  image: 'checked against the image',
};

/** What was marked, on which image, how its scale is known, by whom and when. */
export const caseFacts = (
  { record, assessment }: Reported,
  image: ImageOnPage | null,
  printedAt: Date,
): readonly Fact[] => {
  const { device, tip, committedAt } = record;
  const looked = record.at === undefined ? NOT_RECORDED : momentText(record.at);
  return [
    ...optional('Procedure', assessment.profile?.procedure ?? record.procedure),
    { term: 'Device', text: [device?.kind ?? 'not told', device?.name].filter(Boolean).join(', ') },
    ...optional('Numbers of the device', device?.source && `from ${device.source}`),
    { term: 'Image', text: imageText(image) },
    { term: 'Scale', text: scaleText(record, assessment) },
    { term: 'Target', text: record.target || record.space.kind === 'biplane' ? targetText(record) : 'not marked' },
    { term: 'Tip', text: tip ? EVIDENCE_WORDS[tip.evidence ?? 'none'] : 'not marked' },
    // What was found brings its covariance along; a mark that was only held against the pixels hasn't any.
    ...optional(
      tip?.covariance ? 'Tip suggested by' : 'Tip checked by',
      tip?.method && `${tip.method.name} ${tip.method.version}`,
    ),
    ...biplaneFacts(record, assessment),
    { term: 'Judged at', text: `${percent(assessment.confidence)} confidence` },
    { term: 'Reader', text: record.observer ?? NOT_RECORDED },
    { term: 'Looked at', text: looked },
    ...optional('Committed', committedAt && momentText(committedAt)),
    { term: 'Printed', text: momentText(printedAt) },
  ];
};

const imageText = (image: ImageOnPage | null): string => {
  if (!image) return 'not open';
  const { attributes, frame } = image;
  const { modality, seriesDescription, seriesNumber, instanceNumber, numberOfFrames } = attributes;
  return [
    [modality ?? 'OT', seriesDescription].filter(Boolean).join(' '),
    ...(seriesNumber === undefined ? [] : [`series ${String(seriesNumber)}`]),
    ...(instanceNumber === undefined ? [] : [`image ${String(instanceNumber)}`]),
    ...(numberOfFrames > 1 ? [`frame ${String(frame)}`] : []),
  ].join(', ');
};

const scaleText = ({ space }: Confirmation, { biplane }: Assessment): string => {
  if ('scale' in space) {
    const { unit } = space.scale;
    return `${basisText(space)} (${unit === 'mm-at-detector' ? 'mm at detector' : unit})`;
  }
  return biplane ? `mm, from two views ${biplane.separation.toFixed(1)}° apart` : 'mm, in the patient';
};

const SHAPE_WORDS: Readonly<Record<NonNullable<Confirmation['target']>['shape'], string>> = {
  point: 'point with tolerance',
  sphere: 'sphere',
  ellipsoid: 'ellipsoid',
  contours: 'contours',
  mesh: 'surface',
  labelmap: 'segmented volume',
  circle: 'circle',
  contour: 'contour',
};

const targetText = ({ target, space }: Confirmation): string => {
  if (!target) return 'circle in each view';
  const word = SHAPE_WORDS[target.shape];
  const unit = 'scale' in space ? space.scale.unit : 'mm';
  if (target.shape === 'sphere') return `${word}, radius ${quantityText({ value: target.radius, unit: 'mm' })}`;
  if (target.shape === 'point') return `${word} ${quantityText({ value: target.tolerance, unit })}`;
  if (target.shape === 'circle') return `${word}, radius ${quantityText({ value: target.radius, unit: 'px' })}`;
  return word;
};

/** How well the rays of two views meet, and what of their geometry a person entered. */
const biplaneFacts = ({ space }: Confirmation, { biplane }: Assessment): readonly Fact[] => {
  if (space.kind !== 'biplane' || !biplane) return [];
  const { tip, target } = biplane.rayGap;
  const gap = (name: string, value: number | null): string[] =>
    value === null ? [] : [`${name} ${quantityText({ value, unit: 'mm' })}`];
  const gaps = [...gap('tip', tip), ...gap('target', target)].join(', ');
  const entered = space.views.some((view) => (view.entered ?? []).length > 0);
  return [
    ...optional('Rays pass each other by', gaps),
    ...(entered ? [{ term: 'Geometry', text: 'entered by the reader in part' }] : []),
  ];
};
