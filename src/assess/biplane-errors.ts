import type { BiplaneSpace, Confirmation, ProjectionView } from '../confirmation/record.ts';
import { imagePoint, type ImagePoint } from '../space/frame.ts';
import { alongAxes, type Covariance } from '../space/covariance.ts';
import { minus, times, type Coordinates } from '../space/surface.ts';
import type { Views } from './biplane-geometry.ts';

/** Everything that a two-view measurement starts from: the views with their marks, and the plan. */
export interface Inputs {
  readonly views: Views;
  readonly plan: { readonly entry: Coordinates; readonly target: Coordinates } | null;
}

export const inputsOf = (record: Confirmation, { views }: BiplaneSpace): Inputs => ({
  views,
  plan: record.plan ? { entry: [...record.plan.entry], target: [...record.plan.target] } : null,
});

/** Where errors come from. */
export type ErrorSource = 'marking' | 'target' | 'spacing' | 'sourceDistances' | 'angles' | 'plan';

/** One number that is uncertain, independently of all others. */
export interface Parameter {
  readonly source: ErrorSource;
  /** 1 SD, in the parameter's own unit. */
  readonly sigma: number;
  /** Step of the differences, in that unit: large against rounding, small against what bends. */
  readonly step: number;
  /** The inputs with this parameter larger by `by`. */
  readonly moved: (inputs: Inputs, by: number) => Inputs;
}

const STEP_PX = 1e-3;
const STEP_MM = 1e-3;
const STEP_SHARE = 1e-5;
const STEP_DEGREES = 1e-4;

/** All that is uncertain in a record, in a fixed order: the marks, the geometry of each view, the plan. Exact things aren't listed. */
export const parametersOf = (record: Confirmation, space: BiplaneSpace, tipSigma: number): readonly Parameter[] => {
  const { imagerSpacing, sid, sod, angle } = space.geometrySigma ?? {};
  const inView = (
    source: ErrorSource,
    sigma: number | undefined,
    step: number,
    change: (view: ProjectionView, by: number) => Partial<ProjectionView>,
  ): readonly Parameter[] =>
    sigma === undefined ? [] : ([0, 1] as const).map((index) => viewParameter(index, source, sigma, step, change));
  return [
    ...([0, 1] as const).flatMap((index) => tipParameters(index, tipSigma)),
    ...([0, 1] as const).flatMap((index) => targetParameters(index, space.views[index].target?.sigma)),
    ...inView('spacing', imagerSpacing, STEP_SHARE, (view, by) => ({
      imagerSpacing: [view.imagerSpacing[0] * (1 + by), view.imagerSpacing[1] * (1 + by)],
    })),
    ...inView('sourceDistances', sid, STEP_MM, (view, by) => ({ sid: view.sid + by })),
    ...inView('sourceDistances', sod, STEP_MM, (view, by) => ({ sod: view.sod + by })),
    ...inView('angles', angle, STEP_DEGREES, (view, by) => ({ primaryAngle: view.primaryAngle + by })),
    ...inView('angles', angle, STEP_DEGREES, (view, by) => ({ secondaryAngle: view.secondaryAngle + by })),
    ...planParameters(record.plan?.sigma),
  ];
};

const viewParameter = (
  index: 0 | 1,
  source: ErrorSource,
  sigma: number,
  step: number,
  change: (view: ProjectionView, by: number) => Partial<ProjectionView>,
): Parameter => ({
  source,
  sigma,
  step,
  moved: ({ views, plan }, by) => {
    const view = views[index];
    const changed = { ...view, ...change(view, by) };
    const now: Views = index === 0 ? [changed, views[1]] : [views[0], changed];
    return { views: now, plan };
  },
});

const shifted = ([column, row]: ImagePoint, axis: 0 | 1, by: number): ImagePoint =>
  axis === 0 ? imagePoint(column + by, row) : imagePoint(column, row + by);

const tipParameters = (index: 0 | 1, sigma: number): readonly Parameter[] =>
  ([0, 1] as const).map((axis) =>
    viewParameter(index, 'marking', sigma, STEP_PX, ({ tip }, by) => (tip ? { tip: shifted(tip, axis, by) } : {})),
  );

const targetParameters = (index: 0 | 1, sigma: number | undefined): readonly Parameter[] =>
  sigma === undefined
    ? []
    : ([0, 1] as const).map((axis) =>
        viewParameter(index, 'target', sigma, STEP_PX, ({ target }, by) =>
          target ? { target: { ...target, center: shifted(target.center, axis, by) } } : {},
        ),
      );

const planParameters = (sigma: number | undefined): readonly Parameter[] =>
  sigma === undefined
    ? []
    : (['entry', 'target'] as const).flatMap((end) =>
        [0, 1, 2].map((axis): Parameter => ({
          source: 'plan',
          sigma,
          step: STEP_MM,
          moved: (inputs, by) => ({
            ...inputs,
            plan: inputs.plan && {
              ...inputs.plan,
              [end]: inputs.plan[end].with(axis, (inputs.plan[end][axis] ?? 0) + by),
            },
          }),
        })),
      );

/** A vector, or null where there is none, as a function of the inputs. */
export type VectorOf = (inputs: Inputs) => Coordinates | null;

/** How a vector changes with each parameter, by central differences. Null where it can't be had on both sides of each. */
export const jacobian = (
  of: VectorOf,
  inputs: Inputs,
  parameters: readonly Parameter[],
): readonly Coordinates[] | null => {
  const size = of(inputs)?.length ?? 0;
  const columns: Coordinates[] = [];
  for (const { step, moved } of parameters) {
    const [above, below] = [of(moved(inputs, step)), of(moved(inputs, -step))];
    if (!above || !below || above.length < size || below.length < size) return null;
    columns.push(times(minus(above, below), 1 / (2 * step)));
  }
  return columns;
};

/** Σ sigma²·column·columnᵀ: what the independent errors of all parameters together do to a vector. */
export const jointCovariance = (columns: readonly Coordinates[], parameters: readonly Parameter[]): Covariance =>
  alongAxes(
    columns[0]?.length ?? 0,
    columns.map((axis, index) => ({ axis, variance: (parameters[index]?.sigma ?? NaN) ** 2 })),
  );

/** The same by source, for the sources that move the vector. */
export const covarianceBySource = (
  columns: readonly Coordinates[],
  parameters: readonly Parameter[],
): Readonly<Partial<Record<ErrorSource, Covariance>>> => {
  const found: Partial<Record<ErrorSource, Covariance>> = {};
  for (const source of ['marking', 'spacing', 'sourceDistances', 'angles'] as const) {
    const chosen = parameters.flatMap((parameter, index) => (parameter.source === source ? [index] : []));
    if (chosen.length === 0) continue;
    found[source] = jointCovariance(
      chosen.map((index) => columns[index] ?? []),
      chosen.flatMap((index) => parameters[index] ?? []),
    );
  }
  return found;
};
