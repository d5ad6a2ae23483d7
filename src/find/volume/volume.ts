import { cross, dot, length, scale, type Vector3 } from '../../space/vector.ts';

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
  indexOf([x, y, z]: Vector3): Vector3 {
    const [x0, y0, z0] = this.volume.origin;
    const d: Vector3 = [x - x0, y - y0, z - z0];
    const [a, b, c] = this.#rows;
    return [dot(a, d), dot(b, d), dot(c, d)];
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
    const index = this.indexOf(place);
    return Math.min(
      ...index.map((value, k) => Math.min(value, (this.volume.size[k] ?? 0) - 1 - value) * (this.spacing[k] ?? 0)),
    );
  }

  /** Interpolated between the eight voxels around a place; NaN outside of the centres of the outermost voxels. */
  at(x: number, y: number, z: number): number {
    const { origin, size, values } = this.volume;
    const [a, b, c] = this.#rows;
    const [dx, dy, dz] = [x - origin[0], y - origin[1], z - origin[2]];
    const i = a[0] * dx + a[1] * dy + a[2] * dz;
    const j = b[0] * dx + b[1] * dy + b[2] * dz;
    const k = c[0] * dx + c[1] * dy + c[2] * dz;
    const [columns, rows, slices] = size;
    if (!(i >= 0 && j >= 0 && k >= 0 && i <= columns - 1 && j <= rows - 1 && k <= slices - 1)) return NaN;
    const [i0, j0, k0] = [
      Math.min(columns - 2, Math.floor(i)),
      Math.min(rows - 2, Math.floor(j)),
      Math.min(slices - 2, Math.floor(k)),
    ];
    const [u, v, w] = [i - i0, j - j0, k - k0];
    const n = i0 + columns * (j0 + rows * k0);
    const [down, up] = [columns, columns * rows];
    const low =
      ((values[n] ?? NaN) * (1 - u) + (values[n + 1] ?? NaN) * u) * (1 - v) +
      ((values[n + down] ?? NaN) * (1 - u) + (values[n + down + 1] ?? NaN) * u) * v;
    const high =
      ((values[n + up] ?? NaN) * (1 - u) + (values[n + up + 1] ?? NaN) * u) * (1 - v) +
      ((values[n + up + down] ?? NaN) * (1 - u) + (values[n + up + down + 1] ?? NaN) * u) * v;
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

/** Calls back for every voxel in a ball, with its centre, value and distance from the ball's. */
export const eachVoxelNear = (
  sampler: VolumeSampler,
  centre: Vector3,
  radius: number,
  act: (place: Vector3, value: number, distance: number) => void,
): void => {
  const { size, values, columnStep } = sampler.volume;
  const middle = sampler.indexOf(centre);
  // A shear makes a ball reach farther in index space: half as far again covers 30 degrees of it.
  const range = (k: 0 | 1 | 2): [number, number] => {
    const reach = (1.5 * radius) / sampler.spacing[k];
    return [Math.max(0, Math.ceil(middle[k] - reach)), Math.min(size[k] - 1, Math.floor(middle[k] + reach))];
  };
  const [[c0, c1], [r0, r1], [s0, s1]] = [range(0), range(1), range(2)];
  for (let s = s0; s <= s1; s += 1)
    for (let r = r0; r <= r1; r += 1) {
      let [x, y, z] = sampler.place(c0, r, s);
      for (let c = c0; c <= c1; c += 1) {
        const off = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 + (z - centre[2]) ** 2;
        if (off <= radius * radius) act([x, y, z], values[c + size[0] * (r + size[1] * s)] ?? NaN, Math.sqrt(off));
        x += columnStep[0];
        y += columnStep[1];
        z += columnStep[2];
      }
    }
};

/** Calls back for the voxels within `radius` mm of a line, each once, from one distance along it to another. */
export const eachVoxelAlong = (
  sampler: VolumeSampler,
  origin: Vector3,
  direction: Vector3,
  [from, to]: readonly [number, number],
  radius: number,
  act: (place: Vector3, value: number) => void,
): void => {
  const length = 2 * radius;
  for (let start = from; start < to; start += length) {
    const middle = start + length / 2;
    const centre: Vector3 = [
      origin[0] + middle * direction[0],
      origin[1] + middle * direction[1],
      origin[2] + middle * direction[2],
    ];
    eachVoxelNear(sampler, centre, radius * Math.SQRT2, (place, value) => {
      const s = dot([place[0] - origin[0], place[1] - origin[1], place[2] - origin[2]], direction);
      if (s >= start && s < Math.min(to, start + length)) act(place, value);
    });
  }
};
