import type { Assessment, LookStep, Metrics, Quantity, Verdict } from '../assess/assessment.ts';
import { instantOf } from '../confirmation/instant.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { english, type Say } from './say.ts';
import { quantityText, uncertaintyText } from './wording.ts';

/** One look as it is listed: the earlier ones and, once it is marked, the record's own tip. */
export interface LookRow {
  readonly look: number | 'current';
  /** "Look 2", counted as the record lists them, or "Now". */
  readonly name: string;
  readonly time: string;
  readonly distance: Quantity | null;
  readonly distanceTo: DistanceTo;
  readonly verdict: Verdict;
  /** From the look before it in time that it can be compared with: null where there is none. */
  readonly step: LookStep | null;
  /** How the distance changed from there. */
  readonly change: Quantity | null;
  /** "last before commitment", on the one that was. */
  readonly tag: string | null;
  readonly caveats: readonly string[];
}

type DistanceTo = 'surface' | 'centre';

/** The looks in the order of time; those without one come last. */
export const lookRows = (record: Confirmation, assessment: Assessment): readonly LookRow[] => {
  const { looks, commitment, caveats } = assessment;
  const isUncertain = caveats.some(({ code }) => code === 'look-time-unknown');
  const lastTag = isUncertain ? 'last known before commitment' : 'last before commitment';
  const isMarked = !caveats.some(({ code }) => code === 'no-tip');
  const timed = [
    ...looks.map((look, index) => ({
      ...look,
      look: index,
      name: `Look ${String(index + 1)}`,
      codes: look.caveats.map(({ code }) => code),
    })),
    ...(isMarked && (looks.length > 0 || commitment)
      ? [{ ...assessment, at: record.at ?? null, look: 'current' as const, name: 'Now', codes: [] }]
      : []),
  ].map((one) => ({ ...one, instant: one.at === null ? null : instantOf(one.at) }));
  const inOrder = timed.toSorted((a, b) => (a.instant ?? Infinity) - (b.instant ?? Infinity) || 0);
  const showsDays = new Set(inOrder.flatMap(({ instant }) => (instant === null ? [] : [dayOf(instant)]))).size > 1;
  return inOrder.map(({ look, name, instant, verdict, metrics, codes }) => {
    const step = assessment.trend?.find(({ to }) => to === look) ?? null;
    const distanceTo = metrics.signedDistance ? 'surface' : 'centre';
    return {
      look,
      name,
      time: instant === null ? 'time unknown' : clock(instant, showsDays),
      distance: distanceOf(metrics, distanceTo),
      distanceTo,
      verdict,
      step,
      change: (distanceTo === 'surface' ? step?.change.signedDistance : step?.change.tipToCenter) ?? null,
      tag: commitment?.last === look ? lastTag : null,
      caveats: codes,
    };
  });
};

const distanceOf = (metrics: Metrics, to: DistanceTo): Quantity | null =>
  to === 'surface' ? metrics.signedDistance : metrics.tipToCenter;

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const clock = (instant: number, withDay: boolean): string =>
  `${withDay ? `${dayOf(instant)} ` : ''}${new Date(instant).toISOString().slice(11, 16)} UTC`;

/** "10:20 UTC", whatever zone a time is written in. */
export const clockText = (at: string): string => {
  const instant = instantOf(at);
  return instant === null ? 'time unknown' : clock(instant, false);
};

/** "−3.2 mm" and what that means: a change is only called one where its 95 % interval doesn't hold 0. */
export const changeWords = (change: Quantity, say: Say = english): { readonly by: string; readonly means: string } => {
  const text = quantityText(change, say);
  const by = change.value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  if (!change.interval) return { by, means: say('uncertainty unknown') };
  const [low, high] = change.interval;
  return { by, means: say(high < 0 ? 'nearer' : low > 0 ? 'farther' : 'no clear change') };
};

/** "3.2 mm ± 1.5", or "0.4 mm (0.0 to 1.6)" where the interval isn't symmetric. */
export const distanceText = (distance: Quantity, say: Say = english): string => {
  const spread = uncertaintyText(distance, say);
  const text = quantityText(distance, say);
  return spread === '' ? text : `${text} ${spread.startsWith('±') ? spread : `(${spread})`}`;
};

/** "target moved 5.2 mm", where it was marked anew and that is known. */
export const targetMovedText = (step: LookStep | null, say: Say = english): string | null =>
  step?.targetMoved ? say('target moved {distance}', { distance: quantityText(step.targetMoved, say) }) : null;
