import type { Confirmation } from '../confirmation/record.ts';
import type { Covariance } from '../space/covariance.ts';
import { assessBand } from './artefact-band.ts';
import type { AssessedBand } from './assessed-band.ts';
import type { Metrics } from './assessment.ts';
import { judge, type Judged } from './judge.ts';
import { marksOf, targetShape, type Marks, type TargetShape } from './marks.ts';
import { measure } from './measure.ts';
import { relativeComponents, tipComponents, totalCovariance } from './uncertainty.ts';

/** What one set of marks amounts to, with what it was measured from. */
export interface Examined {
  readonly shape: TargetShape | null;
  readonly marks: Marks;
  /** What each source contributes to the covariance of the tip as seen from the target, unit²; null where no uncertainty is known. */
  readonly components: Readonly<Record<string, Covariance>> | null;
  readonly covariance: Covariance | null;
  readonly metrics: Metrics;
  /** Only where the tip has an artefact band. */
  readonly band: AssessedBand | null;
  readonly judged: Judged;
}

/** Measures and judges the marks of a record in the patient, in an image or in a projection. `shape`: its target. */
export const examine = (
  record: Confirmation,
  confidence: number,
  shape: TargetShape | null = shapeOf(record),
): Examined => {
  const { space, target } = record;
  const surface = shape?.surface ?? null;
  const marks = marksOf(space, record, shape);
  const ofTip = tipComponents(space, record.tip);
  const covariance = ofTip && totalCovariance(ofTip);
  const components = ofTip && { ...ofTip, ...relativeComponents(space, marks.tip, marks.center) };
  const metrics = measure(record, marks, surface, covariance);
  const band = assessBand(record, marks, surface, covariance);
  const judged = judge(
    record,
    { marks, surface, covariance, confidence, band },
    {
      tipIsMarked: marks.tip !== null,
      targetIsMarked: target !== undefined,
      canProveInside: space.kind === 'patient' || (space.kind === 'image' && space.beamWidth !== undefined),
      canFlagInside: space.kind !== 'projection',
    },
  );
  return { shape, marks, components, covariance, metrics, band, judged };
};

const shapeOf = ({ space, target }: Confirmation): TargetShape | null => (target ? targetShape(space, target) : null);
