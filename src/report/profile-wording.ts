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
import { english, type Say } from './say.ts';
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

const numbers = (limit: Limit, unit: Threshold['unit'], say: Say = english): string =>
  (typeof limit === 'number'
    ? number(limit)
    : say('{low} to {high}', { low: number(limit[0]), high: number(limit[1]) })) + UNIT[unit];

const COMPARISON = { 'at-most': 'at most', 'at-least': 'at least', within: 'within' } as const;

/** "Tip to target centre at most 2.7 mm". */
export const thresholdText = ({ metric, comparison, limit, unit }: Threshold): string =>
  `${measureLabel(metric)} ${COMPARISON[comparison]} ${numbers(limit, unit)}`;

/** Where a limit was edited away from what its source states. */
export const editedText = ({ limit, stated, unit }: Threshold, say: Say = english): string =>
  stated === undefined || String(stated) === String(limit)
    ? ''
    : say('the source states {limit}', { limit: numbers(stated, unit, say) });

const SEEN = { 'full-text': 'read in full', abstract: 'abstract read' } as const;

/** Source and how it was read. */
export const sourceText = ({ source, seen }: Threshold, say: Say = english): string =>
  seen ? `${source} (${say(SEEN[seen])})` : source;

/** "Undecided: its 95 % interval reaches across the limit". */
export const resultText = ({ result, reason, measured }: JudgedThreshold, say: Say = english): string => {
  const why =
    reason === 'across-limit'
      ? say('the 95 % interval reaches across the limit')
      : reason === 'no-interval'
        ? say('how uncertain the value is isn’t known')
        : reason === 'not-seen'
          ? say('in what the image doesn’t show, the true value may lie across the limit')
          : reason === 'several-ablations'
            ? say('several ablations cover the target together, and the margin of none alone says how far')
            : reason === 'other-unit' && measured
              ? say('{measured} can’t be compared with it', { measured: quantityText(measured, say) })
              : '';
  const word = say(RESULT_WORDS[result]);
  return why ? say('{word}: {why}', { word, why }) : word;
};

/** A threshold with all that it needs to be read alone: limit, result and source, on one line. */
export const judgedText = (judged: JudgedThreshold): string =>
  `${[thresholdText(judged), editedText(judged)].filter(Boolean).join(', ')}: ${resultText(judged)}. Source: ${sourceText(judged)}`;

/** Why a caveat stops this procedure: the profile's own words, else what the caveat means. */
export const blockedText = (code: CaveatCode, { blocking }: ProcedureProfile): string =>
  blocking.find((one) => one.code === code)?.why ?? CAVEATS[code];
