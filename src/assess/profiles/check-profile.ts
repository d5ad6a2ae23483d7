import { isProcedureId, PROCEDURE_ID_RULE } from '../../confirmation/procedure.ts';
import { refused, type Refused } from '../../confirmation/record.ts';
import { CAVEATS } from '../caveats.ts';
import { METRIC_NAMES } from '../metric.ts';
import { PROFILES } from './bundled.ts';
import { fault, finite, isObject, listOf, membersOnly, oneOf, positive, text, truth, type Check } from './checks.ts';
import { limitFault } from './limits.ts';
import type { MeasureName, ProcedureProfile, Threshold } from './profile.ts';

const measure = oneOf([...METRIC_NAMES, 'ablativeMargin'], 'unknown-metric');

const limit: Check = (value, at) => {
  if (!Array.isArray(value)) return finite(value, at);
  return value.length === 2
    ? listOf(finite)(value, at)
    : fault('wrong-limit', at, 'must be one number or two [low, high]');
};

const id: Check = (value, at) =>
  typeof value === 'string' && isProcedureId(value) ? null : fault('invalid-id', at, PROCEDURE_ID_RULE);

const profile = membersOnly(
  {
    tipcheckProfile: oneOf([1], 'unknown-version'),
    id,
    procedure: text,
    metrics: listOf(membersOnly({ name: measure }, { why: text })),
    thresholds: listOf(
      membersOnly(
        {
          metric: measure,
          comparison: oneOf(['at-most', 'at-least', 'within'], 'unknown-comparison'),
          limit,
          unit: oneOf(['mm', 'deg'], 'unknown-unit'),
          title: text,
          source: text,
        },
        {
          seen: oneOf(['full-text', 'abstract'], 'unknown-reading'),
          note: text,
          stated: limit,
          narrowest: positive,
          inProjection: truth,
          enabled: truth,
        },
      ),
    ),
    blocking: listOf(membersOnly({ code: oneOf(Object.keys(CAVEATS), 'unknown-caveat') }, { why: text })),
  },
  {},
);

/** Measures that say how far the tip lies from the target's centre: what a zone round it is held against. */
const FROM_TARGET: ReadonlySet<MeasureName> = new Set<MeasureName>(['tipToCenter', 'depthError', 'remainingAdvance']);

/** A bundled profile's narrowest zone holds for a site's own version of it, too. */
const supported = (profileId: string, threshold: Threshold): Threshold => {
  const bundled = PROFILES.find((one) => one.id === profileId)?.thresholds ?? [];
  const least = FROM_TARGET.has(threshold.metric) ? bundled.map(({ narrowest }) => narrowest ?? 0) : [];
  const narrowest = Math.max(threshold.narrowest ?? 0, ...least);
  return narrowest > 0 && threshold.comparison !== 'at-least' ? { ...threshold, narrowest } : threshold;
};

/**
 * Checks a parsed profile, a site's own for example. Returns it, or a refusal that names the member and the reason. Never throws on bad input.
 * Every threshold must say where it comes from.
 */
export const checkProfile = (value: unknown): ProcedureProfile | Refused => {
  if (!isObject(value)) return refused('not-a-profile', 'the profile must be a JSON object');
  const wrong = profile(value, '');
  if (wrong) return wrong;
  // A copy, so that the profile doesn't change when the value it was read from does.
  const copy = JSON.parse(JSON.stringify(value)) as ProcedureProfile;
  const thresholds = copy.thresholds.map((threshold) => supported(copy.id, threshold));
  for (const [index, threshold] of thresholds.entries()) {
    const found = limitFault(threshold);
    if (found) return fault(found.code, `thresholds[${String(index)}]`, found.message);
  }
  return repeated(copy) ?? { ...copy, thresholds };
};

/** What is listed twice has no one place in the order. */
const repeated = ({ metrics, blocking }: ProcedureProfile): Refused | null => {
  for (const [member, names] of [
    ['metrics', metrics.map(({ name }) => name)] as const,
    ['blocking', blocking.map(({ code }) => code)] as const,
  ]) {
    const again = names.findIndex((name, index) => names.indexOf(name as never) < index);
    if (again >= 0) return fault('repeated', `${member}[${String(again)}]`, `${String(names[again])} is listed twice`);
  }
  return null;
};
