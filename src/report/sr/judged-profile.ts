import type { Assessment } from '../../assess/assessment.ts';
import type { JudgedThreshold, MeasureName, OpenReason, ThresholdResult } from '../../assess/profiles/profile.ts';
import { CAVEATS } from '../../assess/caveats.ts';
import { judgedText } from '../profile-wording.ts';
import { own, PRIVATE_SCHEME, type PrivateName } from './codes.ts';
import { as, code, num, text, textIfAny, type ContentItem } from './content-item.ts';
import { measurementGroup } from './group.ts';
import { deviceCode, type MarkContext } from './marks.ts';
import { METRICS } from './vocabulary.ts';

const RESULTS: Readonly<Record<ThresholdResult, PrivateName>> = {
  met: 'th-met',
  'not-met': 'th-not-met',
  undecided: 'th-undecided',
  'not-measured': 'th-not-measured',
};

const REASONS: Readonly<Record<OpenReason, PrivateName>> = {
  'across-limit': 'why-across',
  'no-interval': 'why-no-interval',
  'not-seen': 'why-not-seen',
  'no-value': 'why-no-value',
  'other-unit': 'why-other-unit',
  'several-ablations': 'why-ablations',
};

const COMPARISONS: Readonly<Record<JudgedThreshold['comparison'], PrivateName>> = {
  'at-most': 'cmp-at-most',
  'at-least': 'cmp-at-least',
  within: 'cmp-within',
};

const quantityOf = (name: MeasureName): PrivateName =>
  name === 'ablativeMargin' ? 'ablation-margin' : METRICS[name].quantity;

/**
 * How the numbers stand to a procedure profile: a measurement group (TID 1501) with what counts in order of importance, each threshold that is
 * switched on with its result, and the caveats that block. None without a profile. It changes nothing of the verdict.
 */
export const profileGroups = (context: MarkContext, { profile }: Assessment): readonly ContentItem[] =>
  profile
    ? [
        measurementGroup(
          '1501',
          'judged-profile',
          { recordId: context.record.id, mark: `profile ${profile.id}`, label: 'Procedure profile' },
          {
            finding: deviceCode(context.record),
            contents: [
              text(own('profile-id'), profile.id),
              ...textIfAny(own('profile-name'), profile.procedure),
              ...profile.measures.map(({ name }) => code(own('profile-measure'), own(quantityOf(name)))),
              ...profile.thresholds.map(thresholdItem),
              ...profile.blockedBy.map((value) =>
                code(own('blocked-by'), { value, scheme: PRIVATE_SCHEME, meaning: CAVEATS[value] }),
              ),
            ],
          },
        ),
      ]
    : [];

/** Its result, and what it was judged by. The measured number stands with the results, under the same quantity. */
const thresholdItem = (threshold: JudgedThreshold): ContentItem => {
  const { metric, comparison, limit, unit, result, reason } = threshold;
  const [least, most] = typeof limit !== 'number' ? limit : comparison === 'at-least' ? [limit, null] : [null, limit];
  const bound = (name: PrivateName, value: number | null): readonly ContentItem[] =>
    value === null ? [] : [num(own(name), { value, unit })];
  return code(
    own('threshold'),
    own(RESULTS[result]),
    as(
      'HAS PROPERTIES',
      code(own('quantity'), own(quantityOf(metric))),
      code(own('comparison'), own(COMPARISONS[comparison])),
      ...bound('limit-least', least),
      ...bound('limit-most', most),
      ...(reason === null ? [] : [code(own('threshold-open'), own(REASONS[reason]))]),
      text(own('threshold-text'), judgedText(threshold)),
    ),
  );
};
