import type { NotFound, TipCandidate, TipReason } from '../candidate.ts';
import { endOfTrace, type DeviceEnd } from './device-end.ts';
import { exposedField, type ExposedField } from './field.ts';
import { searchProblem, type FrameSearch, type Pixel } from './frame.ts';
import { planeOf, type Plane } from './plane.ts';
import { startNear, type RidgeStart } from './ridge.ts';
import { follow } from './trace.ts';

export const FLUOROSCOPY_METHOD = 'ridge-trace';
export const FLUOROSCOPY_VERSION = '1.0.0';

/** From the seed to the device, cells. */
const REACH = 6;
/** A ridge below this many times the noise is not taken for a device. */
const LEAST_CONTRAST = 3.2;

export type FrameCandidate = TipCandidate<Pixel>;

const notFound = (code: NotFound['code'], message: string, evidence: readonly TipReason[] = []): NotFound => ({
  kind: 'not-found',
  code,
  message,
  evidence,
});

export interface TracedDevice {
  readonly plane: Plane;
  readonly start: RidgeStart;
  readonly field: ExposedField;
  readonly ends: readonly DeviceEnd[];
}

export const traceDevice = (plane: Plane, seed: Pixel, field: ExposedField): TracedDevice | null => {
  const start = startNear(plane, plane.toPlane(seed), REACH, field);
  if (!start || !(start.contrast >= LEAST_CONTRAST)) return null;
  const ends = [start.angle, start.angle + Math.PI].flatMap((heading) => {
    const trace = follow(start.filter, start.place, heading, start, field);
    const end = endOfTrace(start.filter, start.height, trace, field);
    return end ? [end] : [];
  });
  return { plane, start, field, ends };
};

export const findInFluoroscopy = (search: FrameSearch): readonly FrameCandidate[] | NotFound => {
  const problem = searchProblem(search);
  const frame = search.frames[search.pointed];
  if (problem !== null || !frame) return notFound('no-pixels', problem ?? 'There is no frame.');
  const plane = planeOf(frame, search.region ?? null);
  const field = exposedField(plane);
  const traced = traceDevice(plane, search.seed, field);
  if (!traced) return notFound('no-device', 'Nothing like a wire, catheter or needle runs through this place.');
  const found = traced.ends.filter((end) => end.kind === 'sharp');
  if (found.length === 0)
    return notFound('not-in-image', 'x', []);
  return found.map((end): FrameCandidate => ({
    tip: plane.toImage(end.place), axis: end.direction, sigma: { along: end.fit.sigma, across: 0.3 }, score: end.contrast,
    evidence: [], path: end.path.map(plane.toImage), profile: end.profile, method: FLUOROSCOPY_METHOD, version: FLUOROSCOPY_VERSION,
  })).sort((a, b) => b.score - a.score);
};
