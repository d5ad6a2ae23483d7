import { dot, scale, subtract, type Vector3 } from '../../space/vector.ts';
import type { VolumeSampler } from './volume.ts';

/** Takes voxels of one row that lie beside each other: the first and the last column, the row and the slice. */
type VisitRun = (first: number, last: number, row: number, slice: number) => void;

/** Calls back for the voxels whose centres are in a ball, row by row: by slices and rows. */
export const eachRunNear = (sampler: VolumeSampler, centre: Vector3, radius: number, visit: VisitRun): void => {
  const slices = sampler.reachOf(2, centre, centre, radius);
  const rows = sampler.reachOf(1, centre, centre, radius);
  const columns = sampler.reachOf(0, centre, centre, radius);
  const { columnStep } = sampler.volume;
  const step = dot(columnStep, columnStep);
  for (let slice = slices[0]; slice <= slices[1]; slice += 1)
    for (let row = rows[0]; row <= rows[1]; row += 1) {
      const off = subtract(sampler.place(0, row, slice), centre);
      const middle = -dot(off, columnStep) / step;
      const square = middle * middle - (dot(off, off) - radius * radius) / step;
      if (square < 0) continue;
      const half = Math.sqrt(square);
      const first = Math.max(columns[0], Math.ceil(middle - half));
      const last = Math.min(columns[1], Math.floor(middle + half));
      if (first <= last) visit(first, last, row, slice);
    }
};

/** Of a line so much at a time that the box around it is small. */
const PIECE_MM = 12;

/**
 * Calls back for the voxels within `radius` mm of a line, each once, from one distance along it to another: by pieces of the line, slices and rows.
 *
 * @param direction a unit vector
 */
export const eachRunAlong = (
  sampler: VolumeSampler,
  origin: Vector3,
  direction: Vector3,
  [from, to]: readonly [number, number],
  radius: number,
  visit: VisitRun,
): void => {
  const { columnStep } = sampler.volume;
  const at = (distance: number): Vector3 => [
    origin[0] + distance * direction[0],
    origin[1] + distance * direction[1],
    origin[2] + distance * direction[2],
  ];
  const slant = dot(columnStep, direction);
  const beside = subtract(columnStep, scale(direction, slant));
  const step = dot(beside, beside);
  for (let start = from; start < to; start += PIECE_MM) {
    const end = Math.min(to, start + PIECE_MM);
    const faces = [at(start), at(end)] as const;
    const slices = sampler.reachOf(2, ...faces, radius);
    const rows = sampler.reachOf(1, ...faces, radius);
    const columns = sampler.reachOf(0, ...faces, radius);
    for (let slice = slices[0]; slice <= slices[1]; slice += 1)
      for (let row = rows[0]; row <= rows[1]; row += 1) {
        const d = subtract(sampler.place(0, row, slice), origin);
        const along = dot(d, direction);
        const off = subtract(d, scale(direction, along));
        let first = columns[0];
        let last = columns[1];
        // A row along the line is beside it as a whole.
        const middle = step > 1e-12 ? -dot(off, beside) / step : 0;
        const square = step > 1e-12 ? middle * middle - (dot(off, off) - radius * radius) / step : Infinity;
        if (square < 0 || (square === Infinity && dot(off, off) > radius * radius)) continue;
        if (square < Infinity) {
          first = Math.max(first, Math.ceil(middle - Math.sqrt(square)));
          last = Math.min(last, Math.floor(middle + Math.sqrt(square)));
        }
        // What lies on a face between two pieces belongs to the one behind it.
        const isIn = (column: number): boolean => along + column * slant >= start && along + column * slant < end;
        while (first <= last && !isIn(first)) first += 1;
        while (last >= first && !isIn(last)) last -= 1;
        if (first <= last) visit(first, last, row, slice);
      }
  }
};
