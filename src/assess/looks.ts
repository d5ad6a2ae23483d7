import type { Confirmation, Look } from '../confirmation/record.ts';
import { NO_METRICS, type AssessedLook } from './assessment.ts';
import { caveat, type CaveatCode } from './caveats.ts';
import { examine, type Examined } from './examine.ts';
import { targetShape } from './marks.ts';

/** A look as it was examined, to be compared with others: its index among the record's looks, or the record's own tip. */
export interface ExaminedLook {
  readonly look: number | 'current';
  readonly at: string | null;
  /** The case as it stood at this look. */
  readonly record: Confirmation;
  readonly examined: Examined;
  /** False for a look that is measured against the record's target. */
  readonly hasOwnTarget: boolean;
}

/**
 * The earlier looks of a record as they are listed, and those of them that could be examined. One in another frame of reference is listed,
 * and nothing is measured in it or with it.
 */
export const assessLooks = (
  record: Confirmation,
  confidence: number,
): { readonly looks: readonly AssessedLook[]; readonly examined: readonly ExaminedLook[] } => {
  const examined: ExaminedLook[] = [];
  const looks = (record.looks ?? []).map((look, index): AssessedLook => {
    const at = look.at ?? null;
    if (isForeign(record, look)) return unmeasuredLook(at, 'different-frame-of-reference');
    const { stood, found } = examineOnce(record, look, confidence);
    examined.push({ look: index, at, record: stood, examined: found, hasOwnTarget: look.target !== undefined });
    const { verdict, outside, probabilityInside, caveats } = found.judged;
    const missing = found.shape?.missing;
    return {
      at,
      verdict,
      outside,
      probabilityInside,
      metrics: found.metrics,
      caveats: [...caveats, ...(missing ? [caveat(missing)] : [])],
      ...(found.band && { artefactBand: found.band }),
    };
  });
  return { looks, examined };
};

interface Stood {
  readonly stood: Confirmation;
  readonly found: Examined;
}

/** Earlier looks are examined once, not anew for every place that the present tip is dragged through. */
const known = new WeakMap<Look, { readonly of: readonly unknown[]; readonly result: Stood }>();

const examineOnce = (record: Confirmation, look: Look, confidence: number): Stood => {
  // What isn't the case's but the present look's; everything else may matter to the earlier ones.
  const { tip: _tip, shaft: _shaft, looks: _looks, at: _at, images: _images, space, ...rest } = record;
  const of = [confidence, JSON.stringify(space), ...Object.entries(rest).flat()];
  const before = known.get(look);
  if (before?.of.length === of.length && before.of.every((value, index) => value === of[index])) return before.result;
  const stood = asItStood(record, look);
  // The record's own target was drawn on the record's images, whose distance between slices may differ from the look's.
  const shape = stood.target ? targetShape(look.target ? stood.space : space, stood.target) : null;
  const result = { stood, found: examine(stood, confidence, shape) };
  known.set(look, { of, result });
  return result;
};

/** A look that is listed without a number. */
export const unmeasuredLook = (at: string | null, why: CaveatCode): AssessedLook => ({
  at,
  verdict: 'indeterminate',
  outside: null,
  probabilityInside: null,
  metrics: NO_METRICS,
  caveats: [caveat(why)],
});

const isForeign = ({ space }: Confirmation, { frameOfReferenceUID }: Look): boolean =>
  space.kind === 'patient' && frameOfReferenceUID !== undefined && frameOfReferenceUID !== space.frameOfReferenceUID;

/** Entry and plan belong to the case; tip and shaft to the look, the target too where it was marked anew. */
const asItStood = (record: Confirmation, look: Look): Confirmation => {
  const { tip: _tip, shaft: _shaft, space, ...rest } = record;
  return {
    ...rest,
    space: space.kind === 'patient' && look.voxel ? { ...space, voxel: look.voxel } : space,
    ...(look.tip && { tip: look.tip }),
    ...(look.shaft && { shaft: look.shaft }),
    ...(look.target && { target: look.target }),
  };
};
