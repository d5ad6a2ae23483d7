import { add, dot, normalize, cross, scale, subtract, type Vector3 } from '../../src/space/vector.ts';
import { ctSlice, part10, type Elements } from './part10.ts';

/** A drawn CT of a ball in a block, in closed form: the table moves along the patient while the gantry is tilted against it. */
export interface TiltedPhantom {
  readonly files: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[];
  /** Patient mm. */
  readonly center: Vector3;
  /** Number of the slice through the ball's middle, among those that are there, 1-based. */
  readonly middleSlice: number;
  readonly normal: Vector3;
  /** mm along the normal from one slice to the next. */
  readonly betweenSlices: number;
  readonly ballHu: number;
  readonly blockHu: number;
}

const COLUMNS = 96;
const ROWS = 72;
const BETWEEN_COLUMNS = 0.8;
const BETWEEN_ROWS = 0.9;
const TABLE_STEP = 2.5;
const BALL_MM = 5;
const BALL_HU = 700;
const BLOCK_HU = 40;
const OUTSIDE_HU = -1000;

const decimal = (values: readonly number[]): string => values.map((value) => value.toFixed(6)).join('\\');

/** `left` are the numbers of the slices that are left out, 1-based. */
export const tiltedPhantom = ({
  tiltDegrees,
  count = 24,
  left = [],
  middleSlice = 17,
}: {
  readonly tiltDegrees: number;
  readonly count?: number;
  readonly left?: readonly number[];
  readonly middleSlice?: number;
}): TiltedPhantom => {
  const tilt = (tiltDegrees * Math.PI) / 180;
  const alongRow: Vector3 = [1, 0, 0];
  const alongColumn: Vector3 = [0, Math.cos(tilt), Math.sin(tilt)];
  const normal = normalize(cross(alongRow, alongColumn));
  const originOf = (slice: number): Vector3 => [-31.2, -27.3, 110.4 + (slice - 1) * TABLE_STEP];
  const pixel = (slice: number, column: number, row: number): Vector3 =>
    add(originOf(slice), add(scale(alongRow, column * BETWEEN_COLUMNS), scale(alongColumn, row * BETWEEN_ROWS)));
  const center = pixel(middleSlice, 41.4, 33.7);
  const valueAt = (slice: number, column: number, row: number): number => {
    const off = subtract(pixel(slice, column, row), center);
    const edge = 1 / (1 + Math.exp((Math.hypot(...off) - BALL_MM) / 0.35));
    // A wedge of greys at the edge, as a picture of more than two.
    if (column < 4) return OUTSIDE_HU + 12 * row;
    const inBlock = column > 3 && column < COLUMNS - 4 && row > 3 && row < ROWS - 4;
    return Math.round((inBlock ? BLOCK_HU : OUTSIDE_HU) + (BALL_HU - BLOCK_HU) * edge);
  };
  const numbers = Array.from({ length: count }, (_, index) => index + 1).filter((slice) => !left.includes(slice));
  const elements = (slice: number): Elements =>
    ctSlice(slice, {
      '0008103E': ['LO', `Phantom tilted by ${String(tiltDegrees)}`],
      '00200032': ['DS', decimal(originOf(slice))],
      '00200037': ['DS', decimal([...alongRow, ...alongColumn])],
      '00280010': ['US', ROWS],
      '00280011': ['US', COLUMNS],
      '00280030': ['DS', `${String(BETWEEN_ROWS)}\\${String(BETWEEN_COLUMNS)}`],
      '00281050': ['DS', '300'],
      '00281051': ['DS', '1600'],
      '00281052': ['DS', '-1024'],
      '00281053': ['DS', '1'],
      '7FE00010': [
        'OW',
        Array.from(
          { length: COLUMNS * ROWS },
          (_, at) => 1024 + valueAt(slice, at % COLUMNS, Math.floor(at / COLUMNS)),
        ),
      ],
    });
  return {
    files: numbers.map((slice) => ({
      name: `${String(slice)}.dcm`,
      mimeType: 'application/dicom',
      buffer: Buffer.from(part10(elements(slice))),
    })),
    center,
    middleSlice: numbers.indexOf(middleSlice) + 1,
    normal,
    betweenSlices: Math.abs(dot(normal, [0, 0, TABLE_STEP])),
    ballHu: BALL_HU,
    blockHu: BLOCK_HU,
  };
};
