import { bytesOfBase64 } from '../space/labelmap-bits.ts';
import { CONTOUR_PLANARITY_MM, ORTHOGONAL_COSINE, PARALLEL_DEGREES } from '../space/tolerance.ts';
import { cross, distance, dot, length, scale, subtract, type Vector3 } from '../space/vector.ts';
import {
  dimensionsOf,
  refused,
  type BiplaneSpace,
  type Confirmation,
  type Orientation,
  type Refused,
  type Scale,
  type Space,
  type Target,
  type Tip,
} from './record.ts';
import { checkCalibration } from './check-calibration.ts';
import { overlapsTooOften } from './check-overlaps.ts';
import { checkPolygon, samePlace } from './check-polygon.ts';

/** What a schema can't say: how members must agree with each other. Returns the first refusal, or null. */
export const checkGeometry = (record: Confirmation): Refused | null => {
  const { space, target, tip, shaft, plan, looks } = record;
  return (
    checkSpace(space) ??
    (target ? checkTarget(target, 'target') : null) ??
    (tip ? checkTip(tip, space, 'tip') : null) ??
    checkShaft(shaft, tip, 'shaft') ??
    (plan && samePlace(plan.entry, plan.target)
      ? refused('zero-length', 'plan: entry and target are the same point')
      : null) ??
    first(looks ?? [], (look, index) => {
      const where = `looks[${String(index)}]`;
      return (
        (look.voxel?.orientation ? checkOrientation(look.voxel.orientation, `${where}.voxel.orientation`) : null) ??
        (look.target ? checkTarget(look.target, `${where}.target`) : null) ??
        (look.tip ? checkTip(look.tip, space, `${where}.tip`) : null) ??
        checkShaft(look.shaft, look.tip, `${where}.shaft`)
      );
    })
  );
};

const first = <Item>(items: readonly Item[], check: (item: Item, index: number) => Refused | null): Refused | null => {
  for (const [index, item] of items.entries()) {
    const found = check(item, index);
    if (found) return found;
  }
  return null;
};

const checkSpace = (space: Space): Refused | null => {
  switch (space.kind) {
    case 'patient':
      return space.voxel?.orientation ? checkOrientation(space.voxel.orientation, 'space.voxel.orientation') : null;
    case 'image':
      if (space.scale.unit === 'mm-at-detector')
        return refused('unit-not-allowed', 'space.scale.unit: mm-at-detector is for projections only');
      return (
        checkScale(space.scale) ??
        checkScaleSigma(space) ??
        checkCalibration(space) ??
        (space.beamWidth !== undefined && space.scale.unit === 'px'
          ? refused('beam-width-in-px', 'space.beamWidth: means nothing in an image without millimetres')
          : null)
      );
    case 'projection':
      return checkScale(space.scale) ?? checkScaleSigma(space) ?? checkCalibration(space);
    case 'biplane':
      return (
        first(space.views, (view, index) => {
          const where = `space.views[${String(index)}]`;
          return (
            (view.sod >= view.sid ? refused('sod-beyond-sid', `${where}.sod: must be smaller than sid`) : null) ??
            checkShaft(view.shaft, view.tip ? { position: view.tip } : undefined, `${where}.shaft`)
          );
        }) ??
        checkDistanceSigma(space, 'sid') ??
        checkDistanceSigma(space, 'sod')
      );
  }
};

/** Share of a distance beyond which its error is so large that linear propagation doesn't hold. */
const MOST_DISTANCE_SIGMA = 0.1;

const checkDistanceSigma = ({ views, geometrySigma }: BiplaneSpace, member: 'sid' | 'sod'): Refused | null => {
  const most = MOST_DISTANCE_SIGMA * Math.min(...views.map((view) => view[member]));
  return (geometrySigma?.[member] ?? 0) > most
    ? refused('out-of-range', `space.geometrySigma.${member}: must be at most a tenth of each view's ${member}`)
    : null;
};

const checkScaleSigma = ({ scale, scaleSigma }: Extract<Space, { readonly scale: Scale }>): Refused | null =>
  scaleSigma !== undefined && scale.unit === 'px'
    ? refused('scale-sigma-in-px', 'space.scaleSigma: there is no scale to be uncertain of')
    : null;

const checkScale = ({ unit, basis, betweenColumns }: Scale): Refused | null => {
  if (unit === 'px') {
    if (basis !== 'none') return refused('basis-mismatch', `space.scale.basis: ${basis} gives millimetres, not px`);
    if (betweenColumns !== 1)
      return refused('px-scale', 'space.scale.betweenColumns: must be 1 in px; betweenRows is the pixel aspect ratio');
    return null;
  }
  if (basis === 'none') return refused('basis-mismatch', 'space.scale.basis: none can not give millimetres');
  const atDetector = basis === 'imager' || basis === 'nominal-scanned';
  if (atDetector !== (unit === 'mm-at-detector'))
    return refused('basis-mismatch', `space.scale: basis ${basis} does not give ${unit}`);
  return null;
};

const checkOrientation = (orientation: Orientation, where: string): Refused | null => {
  const row: Vector3 = [orientation[0], orientation[1], orientation[2]];
  const column: Vector3 = [orientation[3], orientation[4], orientation[5]];
  const [a, b] = [length(row), length(column)];
  if (Math.abs(a - 1) > 0.01 || Math.abs(b - 1) > 0.01)
    return refused('not-orthonormal', `${where}: must hold two unit vectors`);
  if (Math.abs(dot(row, column)) > ORTHOGONAL_COSINE * a * b)
    return refused('not-orthonormal', `${where}: its two directions must be orthogonal`);
  return null;
};

const checkTip = (tip: Tip, space: Space, where: string): Refused | null => {
  if (space.kind !== 'biplane' && !tip.position) return refused('missing-member', `${where}.position: is required`);
  if (tip.covariance === undefined) return null;
  const size = dimensionsOf(space);
  if (tip.covariance.length !== size * size) {
    return refused('invalid-covariance', `${where}.covariance: must be ${String(size * size)} numbers`);
  }
  const { covariance } = tip;
  const at = (row: number, column: number): number => covariance[row * size + column] ?? NaN;
  let largest = 0;
  for (let axis = 0; axis < size; axis += 1) largest = Math.max(largest, at(axis, axis));
  for (let row = 0; row < size; row += 1) {
    if (!(at(row, row) > 0))
      return refused('invalid-covariance', `${where}.covariance: its diagonal must be greater than 0`);
    for (let column = 0; column < row; column += 1) {
      if (Math.abs(at(row, column) - at(column, row)) > 1e-9 * largest)
        return refused('invalid-covariance', `${where}.covariance: must be symmetric`);
    }
  }
  const minor2 = at(0, 0) * at(1, 1) - at(0, 1) ** 2;
  const minor3 =
    size === 3
      ? at(0, 0) * (at(1, 1) * at(2, 2) - at(1, 2) ** 2) -
        at(0, 1) * (at(0, 1) * at(2, 2) - at(1, 2) * at(0, 2)) +
        at(0, 2) * (at(0, 1) * at(1, 2) - at(1, 1) * at(0, 2))
      : 1;
  return minor2 > 0 && minor3 > 0
    ? null
    : refused('invalid-covariance', `${where}.covariance: must be positive definite`);
};

export const checkShaft = (
  shaft: readonly (readonly number[])[] | undefined,
  tip: Tip | undefined,
  where: string,
): Refused | null => {
  const points: (readonly number[])[] = [...(shaft ?? []), ...(shaft && tip?.position ? [tip.position] : [])];
  return first(points.slice(1), (point, index) =>
    samePlace(point, points[index] ?? [])
      ? refused('zero-length', `${where}: points ${String(index)} and ${String(index + 1)} of the device are the same`)
      : null,
  );
};

export const checkTarget = (target: Target, where: string): Refused | null => {
  switch (target.shape) {
    case 'ellipsoid':
      return checkAxes(target.axes, `${where}.axes`);
    case 'contours':
      return checkContours(target.planes, `${where}.planes`);
    case 'contour':
      return checkPolygon(target.points, `${where}.points`);
    case 'mesh':
      return checkMesh(target.vertices, target.triangles, where);
    case 'labelmap':
      return checkOrientation(target.orientation, `${where}.orientation`) ?? checkBits(target.size, target.bits, where);
    default:
      return null;
  }
};

const checkAxes = (axes: readonly Vector3[], where: string): Refused | null => {
  const sizes = axes.map(length);
  if (sizes.some((size) => !(size > 0))) return refused('not-positive', `${where}: a semi-axis has no length`);
  for (const [a, b] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const) {
    const [first, second] = [axes[a], axes[b]];
    if (!first || !second) continue;
    if (Math.abs(dot(first, second)) > ORTHOGONAL_COSINE * length(first) * length(second))
      return refused('not-orthogonal', `${where}: semi-axes ${String(a)} and ${String(b)} are not orthogonal`);
  }
  return null;
};

const checkContours = (planes: readonly (readonly Vector3[])[], where: string): Refused | null => {
  if (planes.length === 0) return refused('too-few-points', `${where}: needs at least one contour`);
  let stackNormal: Vector3 | null = null;
  for (const [index, points] of planes.entries()) {
    const here = `${where}[${String(index)}]`;
    if (points.length < 3) return refused('too-few-points', `${here}: a contour needs at least three points`);
    const normal = newellNormal(points);
    if (!normal) return refused('zero-area', `${here}: the contour encloses no area`);
    const centre = scale(
      points.reduce<Vector3>((sum, point) => [sum[0] + point[0], sum[1] + point[1], sum[2] + point[2]], [0, 0, 0]),
      1 / points.length,
    );
    if (points.some((point) => Math.abs(dot(subtract(point, centre), normal)) > CONTOUR_PLANARITY_MM))
      return refused('not-planar', `${here}: its points do not lie in one plane`);
    stackNormal ??= normal;
    const degrees =
      (Math.atan2(length(cross(stackNormal, normal)), Math.abs(dot(stackNormal, normal))) * 180) / Math.PI;
    if (degrees > PARALLEL_DEGREES) return refused('not-parallel', `${here}: its plane is not parallel to the first`);
    const found = checkPolygon(flatten(points, normal), here);
    if (found) return found;
  }
  const normal = stackNormal;
  return normal && overlapsTooOften(planes, normal, (points) => flatten(points, normal))
    ? refused('too-complex', `${where}: contours on one plane lie over each other in too many places`)
    : null;
};

/** The unit normal of a closed contour by Newell's sum; null for one without area. */
const newellNormal = (points: readonly Vector3[]): Vector3 | null => {
  const origin = points[0] ?? [0, 0, 0];
  let sum: Vector3 = [0, 0, 0];
  let extent = 0;
  for (const [index, point] of points.entries()) {
    const next = points[(index + 1) % points.length] ?? point;
    const product = cross(subtract(point, origin), subtract(next, origin));
    sum = [sum[0] + product[0], sum[1] + product[1], sum[2] + product[2]];
    extent = Math.max(extent, distance(point, origin));
  }
  const size = length(sum);
  return size > 1e-12 * extent * extent && size > 0 ? scale(sum, 1 / size) : null;
};

const flatten = (points: readonly Vector3[], normal: Vector3): (readonly [number, number])[] => {
  const helper: Vector3 = Math.abs(normal[0]) < 0.6 ? [1, 0, 0] : [0, 1, 0];
  const across = cross(normal, helper);
  const u = scale(across, 1 / length(across));
  const w = cross(normal, u);
  return points.map((point) => [dot(point, u), dot(point, w)]);
};

const checkMesh = (vertices: readonly number[], triangles: readonly number[], where: string): Refused | null => {
  if (vertices.length === 0 || triangles.length === 0) return refused('empty-mesh', `${where}: the mesh is empty`);
  if (vertices.length % 3 !== 0) return refused('invalid-mesh', `${where}.vertices: must hold three numbers a vertex`);
  if (triangles.length % 3 !== 0)
    return refused('invalid-mesh', `${where}.triangles: must hold three indices a triangle`);
  const count = vertices.length / 3;
  const wrong = triangles.findIndex((index) => !Number.isInteger(index) || index < 0 || index >= count);
  return wrong < 0 ? null : refused('index-out-of-range', `${where}.triangles[${String(wrong)}]: names no vertex`);
};

const BASE64_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The padding of base64 text, and whether any bit in it is set; null for text that isn't base64. A plain loop: labelmaps are long. */
const readBase64 = (bits: string): { readonly padding: number; readonly anySet: boolean } | null => {
  if (bits.length % 4 !== 0) return null;
  const padding = bits.endsWith('==') ? 2 : bits.endsWith('=') ? 1 : 0;
  const isDigit = Array.from({ length: 128 }, (_, code) => BASE64_DIGITS.includes(String.fromCharCode(code)));
  let anySet = false;
  for (let index = 0; index < bits.length - padding; index += 1) {
    const code = bits.charCodeAt(index);
    if (isDigit[code] !== true) return null;
    anySet ||= code !== 65;
  }
  return { padding, anySet };
};

/** Changes between set and unset along the rows of a labelmap: of a whole scan's organs it is a fraction of this. */
const MOST_CHANGES = 2_000_000;

/** How often neighbouring bits of the text differ. */
const changesOf = (bits: string): number => {
  let [changes, last] = [0, 0];
  for (const byte of bytesOfBase64(bits)) {
    // Each bit against the one before it; the first against the last of the byte before.
    for (let differing = byte ^ (((byte << 1) | last) & 0xff); differing > 0; differing &= differing - 1) changes += 1;
    last = byte >> 7;
  }
  return changes;
};

const checkBits = (size: readonly number[], bits: string, where: string): Refused | null => {
  if (size.some((value) => !Number.isInteger(value) || value < 1))
    return refused('invalid-size', `${where}.size: must be three whole numbers of at least 1`);
  const voxels = size.reduce((product, value) => product * value, 1);
  const bytes = Math.ceil(voxels / 8);
  const base64 = readBase64(bits);
  if (!base64) return refused('invalid-bits', `${where}.bits: is not base64`);
  if ((bits.length / 4) * 3 - base64.padding !== bytes)
    return refused('invalid-bits', `${where}.bits: must be ${String(bytes)} bytes for ${String(voxels)} voxels`);
  if (!base64.anySet) return refused('empty-labelmap', `${where}.bits: no voxel is set`);
  // The last byte sits in the last group of four digits; its spare high bits must be 0.
  const group = bits.slice(-4).replaceAll('=', 'A');
  const word = Array.from(group).reduce((sum, digit) => sum * 64 + BASE64_DIGITS.indexOf(digit), 0);
  const lastByte = (word >> (8 * base64.padding)) & 0xff;
  const used = voxels % 8;
  if (used > 0 && lastByte >> used !== 0) return refused('invalid-bits', `${where}.bits: its spare bits must be 0`);
  return changesOf(bits) > MOST_CHANGES
    ? refused('too-complex', `${where}.bits: is noise; its boundary has millions of pieces`)
    : null;
};
