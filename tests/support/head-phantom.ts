import { groupSeries, type ImageSeries } from '../../src/image/series.ts';
import { patientFromPixelIndex, pixelIndexFromPatient, type PlaneGeometry } from '../../src/image/plane-geometry.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import { readDicomFile, type DicomFile } from '../../src/load/dicom-file.ts';
import { pixelIndex, type PatientPoint } from '../../src/space/frame.ts';
import { distance, dot, subtract, type Vector3 } from '../../src/space/vector.ts';
import { jpegLsDecoder } from './jpeg-ls.ts';
import { realFile, realFiles } from './real-data.ts';

/** Stored value half-way between air and plastic, which is about 80 HU. */
export const HALF_PLASTIC = 1024 - 460;

/** The stereotactic head phantom that was scanned with a gantry tilt of 16.5°, as stored values. */
export const headPhantom = async (): Promise<{
  readonly series: ImageSeries;
  readonly images: readonly Uint16Array[];
}> => {
  const decode = await jpegLsDecoder();
  const files = realFiles('ct/phantom-tilt+16.5').map((path): DicomFile => {
    const file = readDicomFile(realFile(path), path);
    if (isRefusal(file)) throw new Error(file.message);
    return file;
  });
  const [series] = groupSeries(files.map(({ attributes }) => attributes));
  if (!series) throw new Error('no series');
  const images = series.frames.map(({ instance }) => {
    const file = files.find(({ attributes }) => attributes.sopInstanceUID === instance.sopInstanceUID);
    if (!file) throw new Error('a file is missing');
    return decode(file.encodedFrame(1));
  });
  return { series, images };
};

/** Centroid, in columns and rows, of the plastic that a pixel lies in: of what is above half, joined to it in the same slice. */
export const sectionAt = (
  values: ArrayLike<number>,
  [columns, rows]: readonly [number, number],
  [column, row]: readonly [number, number],
): { readonly column: number; readonly row: number; readonly pixels: number } => {
  const seen = new Uint8Array(columns * rows);
  const open = [Math.round(row) * columns + Math.round(column)];
  let [sum, atColumn, atRow, pixels] = [0, 0, 0, 0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const weight = (values[at] ?? 0) - HALF_PLASTIC;
    if (seen[at] !== 0 || weight <= 0) continue;
    seen[at] = 1;
    const [x, y] = [at % columns, Math.floor(at / columns)];
    sum += weight;
    atColumn += weight * x;
    atRow += weight * y;
    pixels += 1;
    if (x > 0) open.push(at - 1);
    if (x < columns - 1) open.push(at + 1);
    if (y > 0) open.push(at - columns);
    if (y < rows - 1) open.push(at + columns);
  }
  return { column: atColumn / sum, row: atRow / sum, pixels };
};

/** What a thing of plastic is as a whole: its centroid, patient mm, and the covariance of its matter, mm². */
export interface Matter {
  readonly centroid: Vector3;
  readonly covariance: readonly (readonly number[])[];
}

/** Of what is above half within a ball around a place, from slices that each lie in a plane of their own. */
export const matterIn = (
  slices: readonly { readonly plane: PlaneGeometry; readonly values: Uint16Array }[],
  columns: number,
  near: Vector3,
  reachMm: number,
): Matter => {
  const places: { readonly at: Vector3; readonly weight: number }[] = [];
  for (const { plane, values } of slices) {
    if (Math.abs(dot(subtract(near, plane.origin), plane.normal)) > reachMm) continue;
    values.forEach((value, pixel) => {
      if (value <= HALF_PLASTIC) return;
      const at = patientFromPixelIndex(plane, pixelIndex(pixel % columns, Math.floor(pixel / columns)));
      if (distance(at, near) <= reachMm) places.push({ at, weight: value - HALF_PLASTIC });
    });
  }
  const sum = places.reduce((total, { weight }) => total + weight, 0);
  const mean = (of: (at: Vector3) => number): number =>
    places.reduce((total, { at, weight }) => total + (weight / sum) * of(at), 0);
  const centroid: Vector3 = [mean((at) => at[0]), mean((at) => at[1]), mean((at) => at[2])];
  const axes = [0, 1, 2] as const;
  return {
    centroid,
    covariance: axes.map((a) => axes.map((b) => mean((at) => (at[a] - centroid[a]) * (at[b] - centroid[b])))),
  };
};

/**
 * Centroid, patient mm, of what a plane across the slices shows within reach of a place in it: in each slice the line that the plane cuts, between
 * its two pixel rows (or columns), at the slice's own position. `across` names what the plane is perpendicular to.
 */
export const sectionAcross = (
  slices: readonly { readonly plane: PlaneGeometry; readonly values: Uint16Array }[],
  [columns, rows]: readonly [number, number],
  through: PatientPoint,
  across: 'rows' | 'columns',
  reachMm: number,
): Vector3 => {
  let [sum, x, y, z] = [0, 0, 0, 0];
  for (const { plane, values } of slices) {
    const { index } = pixelIndexFromPatient(plane, through);
    const fixed = across === 'rows' ? index[0] : index[1];
    const [whole, share] = [Math.floor(fixed), fixed - Math.floor(fixed)];
    for (let along = 0; along < (across === 'rows' ? rows : columns); along += 1) {
      const at = (line: number): number =>
        values[across === 'rows' ? along * columns + line : line * columns + along] ?? 0;
      const weight = (1 - share) * at(whole) + share * at(whole + 1) - HALF_PLASTIC;
      if (weight <= 0) continue;
      const place = patientFromPixelIndex(
        plane,
        across === 'rows' ? pixelIndex(fixed, along) : pixelIndex(along, fixed),
      );
      if (distance(place, through) > reachMm) continue;
      [sum, x, y, z] = [sum + weight, x + weight * place[0], y + weight * place[1], z + weight * place[2]];
    }
  }
  return [x / sum, y / sum, z / sum];
};
