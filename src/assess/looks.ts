import type { Confirmation, Look } from '../confirmation/record.ts';
import { NO_METRICS, type AssessedLook } from './assessment.ts';
import { caveat, type CaveatCode } from './caveats.ts';
import { marksOf, targetShape } from './marks.ts';
import { measure } from './measure.ts';
import { tipComponents, totalCovariance } from './uncertainty.ts';

/** One earlier look at the same case. In another frame of reference it is listed, and nothing is measured in it. */
export const assessLook = (record: Confirmation, look: Look): AssessedLook => {
  const { space } = record;
  const at = look.at ?? null;
  if (
    space.kind === 'patient' &&
    look.frameOfReferenceUID !== undefined &&
    look.frameOfReferenceUID !== space.frameOfReferenceUID
  ) {
    return { at, metrics: NO_METRICS, caveats: [caveat('different-frame-of-reference')] };
  }
  const target = look.target ?? record.target;
  const shape = target ? targetShape(space, target) : null;
  const surface = shape?.surface ?? null;
  // Entry and plan belong to the case; tip and shaft to the look.
  const { entry, plan } = record;
  const marks = marksOf(space, { ...look, ...(entry && { entry }), ...(plan && { plan }) }, shape);
  const components = tipComponents(space, look.tip);
  const looked = { ...record, ...(target && { target }) };
  const codes: CaveatCode[] = [];
  if (!target) codes.push('no-target');
  if (shape?.missing) codes.push(shape.missing);
  if (!marks.tip) codes.push('no-tip');
  else if ((look.tip?.evidence ?? 'none') === 'none') codes.push('tip-unconfirmed');
  if (marks.tip && !components) codes.push('sigma-unknown');
  return {
    at,
    metrics: measure(looked, marks, surface, components && totalCovariance(components)),
    caveats: codes.map(caveat),
  };
};
