import { cross, dot, length, scale, subtract, type Vector3 } from '../../space/vector.ts';

export type VoxelValues = Int16Array | Uint16Array | Uint8Array | Int8Array | Int32Array | Uint32Array | Float32Array;

/**
 * A stack of parallel, evenly spaced slices in the patient frame (LPS, mm). The steps need not be orthogonal: a tilted gantry displaces each slice
 * along its columns. Voxel (c, r, s) is `values[c + columns · (r + rows · s)]`, in the image's own values (HU), and its centre is
 * `origin + c · columnStep + r · rowStep + s · sliceStep`.
 */
export interface Volume {
  readonly size: readonly [columns: number, rows: number, slices: number];
  readonly values: VoxelValues;
  readonly origin: Vector3;
  readonly columnStep: Vector3;
  readonly rowStep: Vector3;
  readonly sliceStep: Vector3;
  /** What one slice sums up along its normal, mm; null where the images don't tell: then the distance between slices. */
  readonly sliceThickness: number | null;
}

/** A volume with what is asked of it over and over. */
export class VolumeSampler {
  readonly volume: Volume;
  /** Unit normal of the slices. */
  readonly normal: Vector3;
  /** Between columns, rows and slices (along the normal), mm. */
  readonly spacing: Vector3;
  readonly thickness: number;
  /** Of what is sought, mm: 0 for a thin device, of which only the blur is seen. */
  readonly deviceWidth: number;
  /** How the continuous index changes with a place: of columns, rows and slices. */
  readonly #rows: readonly [Vector3, Vector3, Vector3];

  constructor(volume: Volume, deviceWidth = 0) {
    this.volume = volume;
    this.deviceWidth = deviceWidth;
    const { columnStep, rowStep, sliceStep, sliceThickness } = volume;
    const across = cross(columnStep, rowStep);
    const content = dot(across, sliceStep);
    if (!(Math.abs(content) > 0)) throw new Error('the steps of a volume must span space');
    this.normal = scale(across, 1 / length(across));
    this.spacing = [length(columnStep), length(rowStep), Math.abs(dot(this.normal, sliceStep))];
    this.thickness = sliceThickness ?? this.spacing[2];
    this.#rows = [
      scale(cross(rowStep, sliceStep), 1 / content),
      scale(cross(sliceStep, columnStep), 1 / content),
      scale(across, 1 / content),
    ];
  }

  /** Continuous index of a place: voxel centres at the integers. */
  indexOf(place: Vector3): Vector3 {
    const d = subtract(place, this.volume.origin);
    return [dot(this.#rows[0], d), dot(this.#rows[1], d), dot(this.#rows[2], d)];
  }

  place(c: number, r: number, s: number): Vector3 {
    const { origin, columnStep, rowStep, sliceStep } = this.volume;
    return [
      origin[0] + c * columnStep[0] + r * rowStep[0] + s * sliceStep[0],
      origin[1] + c * columnStep[1] + r * rowStep[1] + s * sliceStep[1],
      origin[2] + c * columnStep[2] + r * rowStep[2] + s * sliceStep[2],
    ];
  }

  /** Distance of a place from the nearest face of the volume, mm; negative outside. The faces run through the centres of the outermost voxels. */
  depthOf(place: Vector3): number {
    const [columns, rows, slices] = this.volume.size;
    const [i, j, k] = this.indexOf(place);
    const [across, down, through] = this.spacing;
    return Math.min(
      Math.min(i, columns - 1 - i) * across,
      Math.min(j, rows - 1 - j) * down,
      Math.min(k, slices - 1 - k) * through,
    );
  }

  /** From which to which column, row (axis 1) or slice (axis 2) a cylinder reaches that has `radius` and its faces' middles at two places; none: from > to. */
  reachOf(axis: 0 | 1 | 2, from: Vector3, to: Vector3, radius: number): readonly [from: number, to: number] {
    const gradient = this.#rows[axis];
    const way = subtract(to, from);
    const square = dot(way, way);
    const along = square > 0 ? dot(gradient, way) ** 2 / square : 0;
    const beside = radius * Math.sqrt(Math.max(0, dot(gradient, gradient) - along));
    const ends = [this.indexOf(from)[axis], this.indexOf(to)[axis]] as const;
    return [
      Math.max(0, Math.ceil(Math.min(...ends) - beside)),
      Math.min(this.volume.size[axis] - 1, Math.floor(Math.max(...ends) + beside)),
    ];
  }

  /** Interpolated between the eight voxels around a place; NaN outside of the centres of the outermost voxels. */
  at(x: number, y: number, z: number): number {
    const { origin, size, values } = this.volume;
    const columns = size[0];
    const rows = size[1];
    const slices = size[2];
    // Asked for tens of thousands of times in a search: nothing is allocated.
    const a = this.#rows[0];
    const b = this.#rows[1];
    const c = this.#rows[2];
    const dx = x - origin[0];
    const dy = y - origin[1];
    const dz = z - origin[2];
    const i = a[0] * dx + a[1] * dy + a[2] * dz;
    const j = b[0] * dx + b[1] * dy + b[2] * dz;
    const k = c[0] * dx + c[1] * dy + c[2] * dz;
    if (!(i >= 0 && j >= 0 && k >= 0 && i <= columns - 1 && j <= rows - 1 && k <= slices - 1)) return NaN;
    const i0 = Math.min(columns - 2, Math.floor(i));
    const j0 = Math.min(rows - 2, Math.floor(j));
    const k0 = Math.min(slices - 2, Math.floor(k));
    const u = i - i0;
    const v = j - j0;
    const w = k - k0;
    const n = i0 + columns * (j0 + rows * k0);
    const up = columns * rows;
    const low =
      ((values[n] ?? NaN) * (1 - u) + (values[n + 1] ?? NaN) * u) * (1 - v) +
      ((values[n + columns] ?? NaN) * (1 - u) + (values[n + columns + 1] ?? NaN) * u) * v;
    const high =
      ((values[n + up] ?? NaN) * (1 - u) + (values[n + up + 1] ?? NaN) * u) * (1 - v) +
      ((values[n + up + columns] ?? NaN) * (1 - u) + (values[n + up + columns + 1] ?? NaN) * u) * v;
    return low * (1 - w) + high * w;
  }

  /**
   * How wide a device is drawn along a direction across it, 1 SD, mm: the scanner's point spread (about 1 mm FWHM), the pixel, along the normal the slice's
   * thickness, and its own width.
   */
  widthAlong(direction: Vector3): number {
    const along = dot(direction, this.normal) ** 2;
    const flat = 0.45 ** 2 + (this.spacing[0] * this.spacing[1]) / 12;
    const through = 0.3 ** 2 + Math.max(this.thickness, this.spacing[2]) ** 2 / 12;
    // A disc's variance along a diameter is a sixteenth of its diameter's square.
    return Math.sqrt(flat * (1 - along) + through * along + this.deviceWidth ** 2 / 16);
  }
}
