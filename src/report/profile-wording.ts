/** The words for procedure profiles. One place, so that panel, print and command line never say different things. */
import { CAVEATS, type CaveatCode } from '../assess/caveats.ts';
import type {
  JudgedThreshold,
  Limit,
  MeasureName,
  ProcedureProfile,
  Threshold,
  ThresholdResult,
} from '../assess/profiles/profile.ts';
import { METRIC_LABELS, quantityText } from './wording.ts';

export const measureLabel = (name: MeasureName): string =>
  name === 'ablativeMargin' ? 'Ablative margin' : METRIC_LABELS[name].label;

export const measureHint = (name: MeasureName): string =>
  name === 'ablativeMargin'
    ? 'Least depth of the target surface within the ablation zone. Negative: not covered'
    : METRIC_LABELS[name].hint;

export const RESULT_WORDS: Readonly<Record<ThresholdResult, string>> = {
  met: 'Met',
  'not-met': 'Not met',
  undecided: 'Undecided',
  'not-measured': 'Not measured',
};

const UNIT = { mm: ' mm', deg: '°' } as const;

/** A limit as it was entered: it isn't rounded, for it isn't measured. */
const number = (value: number): string => String(value).replace('-', '−');

const numbers = (limit: Limit, unit: Threshold['unit']): string =>
  (typeof limit === 'number' ? number(limit) : `${number(limit[0])} to ${number(limit[1])}`) + UNIT[unit];

const COMPARISON = { 'at-most': 'at most', 'at-least': 'at least', within: 'within' } as const;

/** "Tip to target centre at most 2.7 mm". */
export const thresholdText = ({ metric, comparison, limit, unit }: Threshold): string =>
  `${measureLabel(metric)} ${COMPARISON[comparison]} ${numbers(limit, unit)}`;

/** Where a limit was edited away from what its source states. */
export const editedText = ({ limit, stated, unit }: Threshold): string =>
  stated === undefined || String(stated) === String(limit) ? '' : `the source states ${numbers(stated, unit)}`;

const SEEN = { 'full-text': 'read in full', abstract: 'abstract read' } as const;

/** Source and how it was read. */
export const sourceText = ({ source, seen }: Threshold): string => (seen ? `${source} (${SEEN[seen]})` : source);

/** "Undecided: its 95 % interval reaches across the limit". */
export const resultText = ({ result, reason, measured }: JudgedThreshold): string => {
  const why =
    reason === 'across-limit'
      ? 'the 95 % interval reaches across the limit'
      : reason === 'no-interval'
        ? 'how uncertain the value is isn’t known'
        : reason === 'not-seen'
          ? 'in what the image doesn’t show, the true value may lie across the limit'
          : reason === 'several-ablations'
            ? 'several ablations cover the target together, and the margin of none alone says how far'
            : reason === 'other-unit' && measured
              ? `${quantityText(measured)} can’t be compared with it`
              : '';
  return why ? `${RESULT_WORDS[result]}: ${why}` : RESULT_WORDS[result];
};

/** A threshold with all that it needs to be read alone: limit, result and source, on one line. */
export const judgedText = (judged: JudgedThreshold): string =>
  `${[thresholdText(judged), editedText(judged)].filter(Boolean).join(', ')}: ${resultText(judged)}. Source: ${sourceText(judged)}`;

/** Why a caveat stops this procedure: the profile's own words, else what the caveat means. */
export const blockedText = (code: CaveatCode, { blocking }: ProcedureProfile): string =>
  blocking.find((one) => one.code === code)?.why ?? CAVEATS[code];
