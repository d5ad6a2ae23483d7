import type { BiplaneSpace, Confirmation } from '../confirmation/record.ts';
import { separationOf } from '../image/c-arm.ts';
import type { Covariance } from '../space/covariance.ts';
import { ball } from '../space/ellipsoid.ts';
import { minus, type Surface } from '../space/surface.ts';
import type { Biplane, Metrics } from './assessment.ts';
import { axisMetrics, quantity } from './biplane-axis.ts';
import { distanceSpreads, relativeColumns, splitColumns, tipAndTarget } from './biplane-distances.ts';
import { covarianceBySource, inputsOf, jacobian, parametersOf } from './biplane-errors.ts';
import { reprojectionOf, setupOf, targetOf, tipOf } from './biplane-geometry.ts';
import { probabilityInsideBiplane } from './biplane-probability.ts';
import type { Marks } from './marks.ts';
import { measure } from './measure.ts';
import { signedDistance } from './metrics/signed-distance.ts';
import { tipToCenter } from './metrics/tip-to-center.ts';
import { totalCovariance } from './uncertainty.ts';

export interface BiplaneMeasured {
  readonly biplane: Biplane;
  readonly marks: Marks;
  readonly surface: Surface | null;
  /** Of the tip, mm²; null where its sigma isn't known. */
  readonly covariance: Covariance | null;
  /** What each source contributes to it. */
  readonly components: Readonly<Record<string, Covariance>>;
  /** P(inside); null without a target or a sigma. */
  readonly chance: number | null;
  readonly metrics: Metrics;
}

/** Triangulates what is marked in both views and measures it, with the uncertainty that marks, stated geometry and plan have together. */
export const measureBiplane = (record: Confirmation, space: BiplaneSpace): BiplaneMeasured => {
  const inputs = inputsOf(record, space);
  const setup = setupOf(space.views);
  const [tip, target] = [tipOf(setup), targetOf(setup)];
  const surface = target && ball(target.middle, target.radius);
  const marks: Marks = {
    tip: tip?.middle ?? null,
    center: target?.middle ?? null,
    shaft: [],
    entry: null,
    planEntry: inputs.plan?.entry ?? null,
    planTarget: inputs.plan?.target ?? null,
  };
  const sigma = record.tip?.sigma;
  const parameters = tip && sigma !== undefined ? parametersOf(record, space, sigma) : null;
  const columns = parameters && jacobian(tipAndTarget, inputs, parameters);
  const joint = columns && splitColumns(columns);
  const components = joint ? covarianceBySource(joint.tip, parameters) : {};
  const covariance = joint && totalCovariance(components);

  const offset = tip && target && minus(tip.middle, target.middle);
  const known = joint && offset ? { joint, parameters, offset, radius: target.radius } : null;
  const spreads = known && distanceSpreads(known.joint, known.offset, known.radius, known.parameters);
  const [toCenter, toSurface] = [tipToCenter(marks), signedDistance(marks, surface)];
  return {
    biplane: {
      tip: tip?.middle ?? null,
      target: target && { center: target.middle, radius: target.radius },
      rayGap: { tip: tip?.gap ?? null, target: target?.gap ?? null },
      reprojection: {
        tip: reprojectionOf(setup, tip, (view) => view.tip),
        target: reprojectionOf(setup, target, (view) => view.target?.center),
      },
      separation: separationOf(...setup.arms),
    },
    marks,
    surface,
    covariance,
    components,
    chance:
      known && surface && tip
        ? probabilityInsideBiplane(
            inputs,
            known.parameters,
            relativeColumns(known.joint, known.offset, known.radius),
            surface,
            tip.middle,
          )
        : null,
    metrics: {
      // The target moves with the tip: what is measured between them isn't the sum of what each does alone.
      ...measure(record, { ...marks, center: null }, null, covariance),
      ...(toCenter !== null && { tipToCenter: quantity(toCenter, 'mm', spreads && spreads.toCenter) }),
      ...(toSurface !== null && { signedDistance: quantity(toSurface, 'mm', spreads && spreads.toSurface) }),
      ...axisMetrics(inputs, parameters),
    },
  };
};
