import { planeGeometry, type PlaneGeometry } from '../../src/image/plane-geometry.ts';
import { add, cross, normalize, scale, type Vector3 } from '../../src/space/vector.ts';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** A doubly oblique stack in closed form: directions from two rotations, slices at `offsets` mm along the normal and `shear` mm sideways per mm. */
export const obliqueStack = (
  offsets: readonly number[],
  options: {
    readonly azimuth?: number;
    readonly elevation?: number;
    readonly shear?: number;
    readonly betweenRows?: number;
  } = {},
): readonly PlaneGeometry[] => {
  const { azimuth = 0, elevation = 0, shear = 0, betweenRows = 0.8 } = options;
  const alongRow: Vector3 = [Math.cos(radians(azimuth)), Math.sin(radians(azimuth)), 0];
  const perpendicular: Vector3 = [-Math.sin(radians(azimuth)), Math.cos(radians(azimuth)), 0];
  const alongColumn = add(scale(perpendicular, Math.cos(radians(elevation))), [0, 0, Math.sin(radians(elevation))]);
  const normal = normalize(cross(alongRow, alongColumn));
  return offsets.map((offset) =>
    planeGeometry(
      add([-12.5, 40, 7], add(scale(normal, offset), scale(alongColumn, offset * shear))),
      [...alongRow, ...alongColumn],
      betweenRows,
      0.7,
    ),
  );
};

/** The same plane, moved by mm along its rows and down its columns. */
export const movedWithin = (plane: PlaneGeometry, alongRow: number, alongColumn: number): PlaneGeometry => {
  const [x, y, z] = add(plane.origin, add(scale(plane.alongRow, alongRow), scale(plane.alongColumn, alongColumn)));
  return planeGeometry([x, y, z], [...plane.alongRow, ...plane.alongColumn], plane.betweenRows, plane.betweenColumns);
};

export const steps = (count: number, step: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index * step);
