/** The words for what an assessment holds. One place, so that panel, print and spreadsheet never say different things. */
import type { Assessment, MetricName, Quantity } from '../assess/assess.ts';
import type { AssessedBand } from '../assess/assessed-band.ts';
import { english, type Say } from './say.ts';

const MINUS = '−';

const fixed = (value: number, decimals: number): string =>
  value < 0 && Number(value.toFixed(decimals)) !== 0
    ? MINUS + Math.abs(value).toFixed(decimals)
    : Math.abs(value).toFixed(decimals);

const UNIT_WORDS: Readonly<Record<string, string>> = {
  mm: 'mm',
  'mm-at-detector': 'mm at detector',
  px: 'px',
  deg: '°',
};

/** "3.1 mm": one decimal, which is already finer than what most images can show. Value and unit can't be split. */
export const quantityText = ({ value, unit }: Pick<Quantity, 'value' | 'unit'>, say: Say = english): string => {
  const words = say(UNIT_WORDS[unit] ?? unit);
  return unit === 'deg' ? fixed(value, 1) + words : `${fixed(value, 1)} ${words}`;
};

/** "± 2.5": half the width of the 95 % interval where it is symmetric, else "2.0 to 5.5". Empty without an interval. */
export const uncertaintyText = ({ value, interval }: Quantity, say: Say = english): string => {
  if (!interval) return '';
  const [low, high] = interval;
  const below = value - low;
  const above = high - value;
  if (Math.abs(below - above) <= 0.05 * (below + above)) return `± ${fixed((below + above) / 2, 1)}`;
  return say('{low} to {high}', { low: fixed(low, 1), high: fixed(high, 1) });
};

export const METRIC_LABELS: Readonly<Record<MetricName, { readonly label: string; readonly hint: string }>> = {
  tipToCenter: { label: 'Tip to target centre', hint: 'Straight distance from the tip to the centre of the target' },
  signedDistance: {
    label: 'Tip to target surface',
    hint: 'Negative: the tip is inside by that much. Positive: outside',
  },
  normalDistance: {
    label: 'Centre from needle axis',
    hint: 'How far the target centre lies beside the achieved axis. Advancing does not change it',
  },
  remainingAdvance: {
    label: 'Remaining advance',
    hint: 'Along the achieved axis to the point nearest the target centre. Negative: overshot',
  },
  depthError: {
    label: 'Depth error to plan',
    hint: 'Tip from the planned target along the planned axis. Positive: beyond it',
  },
  lateralError: { label: 'Lateral error to plan', hint: 'Tip from the planned axis' },
  angularError: { label: 'Angle to plan', hint: 'Between the achieved and the planned axis' },
  entryError: { label: 'Entry error', hint: 'Entry from the planned entry' },
  insertedLength: { label: 'Inserted length', hint: 'From the entry along the shaft to the tip' },
};

export const METRIC_ORDER: readonly MetricName[] = [
  'tipToCenter',
  'signedDistance',
  'normalDistance',
  'remainingAdvance',
  'depthError',
  'lateralError',
  'angularError',
  'entryError',
  'insertedLength',
];

export const VERDICT_WORDS = { inside: 'Inside', outside: 'Outside', indeterminate: 'Indeterminate' } as const;

/** One or two sentences under the verdict. They say where the mark lies, and never more than the verdict does. */
export const verdictSentence = (assessment: Assessment, say: Say = english): string => {
  const { verdict, metrics, probabilityInside, confidence, caveats, artefactBand } = assessment;
  const { signedDistance } = metrics;
  if (!signedDistance) return say(caveats[0]?.message ?? 'Nothing to assess yet.');
  const has = (code: string): boolean => caveats.some((one) => one.code === code);
  const distance = quantityText({ value: Math.abs(signedDistance.value), unit: signedDistance.unit }, say);
  const isOutside = signedDistance.value > 0;
  if (has('single-projection')) return projectionSentence(say, verdict, distance, isOutside, has('near-boundary'));
  const place = say(
    isOutside
      ? 'The marked tip lies {distance} outside the target surface.'
      : 'The marked tip lies {distance} inside the target surface.',
    { distance },
  );
  if (artefactBand) {
    const marked = say(
      isOutside
        ? 'The marked end of the void lies {distance} outside the target surface'
        : 'The marked end of the void lies {distance} inside the target surface',
      { distance },
    );
    const stop = say('{sentence}.', { sentence: [marked, bandText(artefactBand, say)].filter(Boolean).join('; ') });
    return `${stop} ${bandChanceText(artefactBand, say)}`.trim();
  }
  if (probabilityInside === null) return place;
  const chance = say(percent(probabilityInside));
  const then = (text: string): string => `${place} ${say(text, { chance })}`;
  if (verdict !== 'indeterminate')
    return then(
      has('artefact-band-unknown')
        ? 'Chance of being inside: {chance}, if the metal tip is where the void ends.'
        : 'Chance of being inside: {chance}.',
    );
  if (probabilityInside < confidence) return then('That is not enough to decide: {chance} chance of being inside.');
  // The distance would do; something else is missing.
  if (has('tip-unconfirmed'))
    return then('Chance of being inside: {chance}, if the mark is the tip. Nobody has confirmed that yet.');
  if (has('out-of-plane-unknown'))
    return then("Chance of being inside: {chance} in this plane, but how far off the plane the tip lies isn't known.");
  return `${place} ${say(caveats[0]?.message ?? '')}`.trim();
};

/** 15°: from there on two views give a depth (docs/metrics.md); 60 to 90° is where it is known best. */
const SECOND_VIEW = 'A second view at least 15° away, better 60 to 90°, can.';

/** What one projection proves and what it can't, and what would. The verdict's own words, capitals and all, stand here for that verdict alone. */
const projectionSentence = (
  say: Say,
  verdict: Assessment['verdict'],
  distance: string,
  isOutside: boolean,
  isNear: boolean,
): string => {
  const seen = say(
    isOutside
      ? 'the marked tip lies {distance} outside the outline of the target'
      : 'the marked tip lies {distance} inside the outline of the target',
    { distance },
  );
  if (verdict === 'outside') return say('Outside is proven: in this projection {seen}, whatever its depth.', { seen });
  if (isOutside && isNear)
    return say('Not proven outside yet: in this projection {seen}, too near it to be sure.', { seen });
  if (isOutside)
    return say('Not proven outside: in this projection {seen}, and how precisely it was marked isn’t known.', { seen });
  const unproven = say(
    'One projection can’t prove inside: {seen}, but it may lie in front of the target or behind it.',
    { seen },
  );
  return `${unproven} ${say(SECOND_VIEW)}`;
};

/** Whole per cent, but never a rounded 0 or 100: certainty isn't had by rounding. */
export const percent = (share: number): string => {
  if (share < 0.01) return 'under 1 %';
  if (share > 0.99) return 'over 99 %';
  return `${Math.round(share * 100).toString()} %`;
};

/** "1.2 mm inside" or "4.0 mm outside" of a signed distance. */
export const sideText = (value: number, say: Say = english): string =>
  say(value > 0 ? '{n} mm outside' : '{n} mm inside', { n: fixed(Math.abs(value), 1) });

/** "the metal tip may lie between 1.2 mm inside and 4.0 mm outside it". Empty without a target to tell it of. */
export const bandText = ({ signedDistance }: AssessedBand, say: Say = english): string =>
  signedDistance
    ? say('the metal tip may lie between {innermost} and {outermost} it', {
        innermost: sideText(signedDistance.innermost.value, say),
        outermost: sideText(signedDistance.outermost.value, say),
      })
    : '';

/** "Chance of being inside: 12 % to 97 %." by where in the band it is. Empty where none can be given. */
const bandChanceText = ({ probabilityInside }: AssessedBand, say: Say): string => {
  if (!probabilityInside) return '';
  const [low = '', high = ''] = probabilityInside.map((share) => say(percent(share)));
  return say('Chance of being inside: {chance}.', {
    chance: low === high ? low : say('{low} to {high}', { low, high }),
  });
};

/** What to look for before a tip is confirmed, by modality. clinical.md 2.4 gives the sources (Tidwell & Johnson 1994 for CT). */
export const tipReminder = (modality: string): string => {
  switch (modality) {
    case 'CT':
      return 'Scroll past the end both ways: a true tip ends abruptly, a shaft leaving the slice tapers. The dark flame alone proves nothing.';
    case 'MR':
      return 'The void is not the needle: the metal tip may lie several millimetres from the end of the artefact.';
    case 'US':
      return 'The bright line may be the shaft crossing the beam. Sweep or turn the probe: only the end seen in every plane is the tip.';
    case 'XA':
    case 'RF':
    case 'DX':
    case 'CR':
      return 'One projection has no depth: marks that overlap may be centimetres apart. Look in a second view.';
    default:
      return 'Make sure that the device ends here and does not merely leave the picture.';
  }
};
