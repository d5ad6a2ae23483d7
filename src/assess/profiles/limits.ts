import type { Limit, Threshold } from './profile.ts';

/** Farthest limits that are read, as for positions in a record. */
const FARTHEST = { mm: 10_000, deg: 360 } as const;

const bounds = (limit: Limit): readonly number[] => (typeof limit === 'number' ? [limit] : limit);

/** Half of the zone that a limit leaves; Infinity where it is open to one side that a length doesn't end at by itself. */
const halfWidth = ({ comparison, limit }: Threshold): number => {
  if (typeof limit !== 'number') return (limit[1] - limit[0]) / 2;
  return comparison === 'at-most' ? limit : Infinity;
};

/** What is wrong with a threshold's limit, as code and words; null where nothing is. */
export const limitFault = (threshold: Threshold): { readonly code: string; readonly message: string } | null => {
  const { metric, comparison, limit, stated, unit, narrowest } = threshold;
  if ((unit === 'deg') !== (metric === 'angularError'))
    return { code: 'wrong-unit', message: `unit: ${metric} is measured in ${unit === 'deg' ? 'mm' : 'deg'}` };
  for (const [name, one] of [['limit', limit] as const, ['stated', stated ?? limit] as const]) {
    if ((typeof one === 'number') === (comparison === 'within'))
      return {
        code: 'wrong-limit',
        message: `${name}: must be ${comparison === 'within' ? 'two numbers [low, high]' : 'one number'}`,
      };
    if (!bounds(one).every((bound) => Math.abs(bound) <= FARTHEST[unit]))
      return { code: 'out-of-range', message: `${name}: must lie within ±${String(FARTHEST[unit])} ${unit}` };
    if (typeof one !== 'number' && !(one[0] < one[1]))
      return { code: 'empty-range', message: `${name}: the first number must be less than the second` };
  }
  if (narrowest !== undefined && halfWidth(threshold) < narrowest)
    return {
      code: 'narrower-than-supported',
      message: `limit: no zone narrower than ±${String(narrowest)} ${unit} is supported by its source`,
    };
  return null;
};
