import type { ProjectionView } from '../confirmation/record.ts';
import { cArmView, type CArmView } from '../image/c-arm.ts';
import type { ImagePoint } from '../space/frame.ts';
import { meetingOf } from '../space/line.ts';
import { inner, minus, times, unitVector, type Coordinates } from '../space/surface.ts';
import { cross, subtract, type Vector3 } from '../space/vector.ts';

export type Views = readonly [ProjectionView, ProjectionView];

/** Two views with the geometry that they state: what every two-view position and direction is computed from. */
export interface Setup {
  readonly views: Views;
  readonly arms: readonly [CArmView, CArmView];
}

export const setupOf = (views: Views): Setup => ({ views, arms: [cArmView(views[0]), cArmView(views[1])] });

/** A position, mm in the C-arm frame, and the length of the shortest segment between the two rays in whose middle it lies. */
export interface Meeting {
  readonly middle: Vector3;
  readonly gap: number;
}

/** Null where the rays are parallel, or meet at a source or behind it: nothing there casts a shadow. */
const meetingAt = ({ arms: [one, other] }: Setup, first: ImagePoint, second: ImagePoint): Meeting | null => {
  const meeting = meetingOf(one.rayOf(first), other.rayOf(second));
  const isSeen = meeting && [one, other].every((arm) => arm.depthOf(meeting.middle) > LEAST_DEPTH_MM);
  return isSeen ? meeting : null;
};

/** No patient is nearer to a source. */
const LEAST_DEPTH_MM = 1;

/** Null without a tip in each view, or where their rays don't meet before both sources. */
export const tipOf = (setup: Setup): Meeting | null => {
  const [one, other] = setup.views.map(({ tip }) => tip);
  return one && other ? meetingAt(setup, one, other) : null;
};

/** The sphere whose circles were drawn: its centre where their rays meet, its radius (mm) the mean of what each circle spans at that depth. */
export const targetOf = (setup: Setup): (Meeting & { readonly radius: number }) | null => {
  const { views, arms } = setup;
  const [one, other] = views.map(({ target }) => target);
  if (!one || !other) return null;
  const meeting = meetingAt(setup, one.center, other.center);
  if (!meeting) return null;
  const radii = views.map(({ target, imagerSpacing, sid }, index) => {
    const spacing = (imagerSpacing[0] + imagerSpacing[1]) / 2;
    return ((target?.radius ?? NaN) * spacing * (arms[index]?.depthOf(meeting.middle) ?? NaN)) / sid;
  });
  return { ...meeting, radius: ((radii[0] ?? NaN) + (radii[1] ?? NaN)) / 2 };
};

const triple = (v: Coordinates): Vector3 => [v[0] ?? NaN, v[1] ?? NaN, v[2] ?? NaN];

/**
 * The direction of the device, towards its tip: where the two planes cross that hold a source and the device's shadow. Shaft points needn't
 * show the same place in both views. Null without a shaft in each, or where the device runs along the plane of both sources.
 */
export const deviceAxis = ({ views, arms }: Setup): Vector3 | null => {
  const planes = views.map(({ tip, shaft }, index) => {
    const [arm, last] = [arms[index], shaft?.at(-1)];
    return arm && tip && last ? { tip: arm.rayOf(tip).direction, shaft: arm.rayOf(last).direction } : null;
  });
  const [one, other] = planes;
  if (!one || !other) return null;
  const along = unitVector(cross(triple(planeNormal(one)), triple(planeNormal(other))));
  if (!along) return null;
  // The shadow of the way to the tip runs from the shaft's mark to the tip's.
  const advance = subtract(one.tip, one.shaft);
  const sideways = minus(along, times(one.tip, inner(along, one.tip)));
  return triple(inner(sideways, advance) < 0 ? times(along, -1) : along);
};

const planeNormal = ({ tip, shaft }: { readonly tip: Vector3; readonly shaft: Vector3 }): Coordinates =>
  unitVector(cross(tip, shaft)) ?? [0, 0, 0];

/**
 * How far each view's mark lies from the shadow there of the position that both marks gave, px. Null where that position isn't in front of
 * both sources: it has no shadow.
 */
export const reprojectionOf = (
  { views, arms }: Setup,
  meeting: Meeting | null,
  markOf: (view: ProjectionView) => ImagePoint | undefined,
): readonly [number, number] | null => {
  const [first, second] = views.map((view, index) => {
    const [mark, arm] = [markOf(view), arms[index]];
    if (!mark || !arm || !meeting || !(arm.depthOf(meeting.middle) > 0)) return null;
    const [column, row] = arm.shadowOf(meeting.middle);
    return Math.hypot(column - mark[0], row - mark[1]);
  });
  return typeof first === 'number' && typeof second === 'number' ? [first, second] : null;
};
