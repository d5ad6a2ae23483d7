import { expect, it } from 'vitest';
import { inspectionText } from '../../../src/hosts/cli-inspect-text.ts';
import { groupSeries } from '../../../src/image/series.ts';
import { ct } from '../../support/images.ts';

const textOf = (positions: readonly (readonly [y: number, z: number])[]): string =>
  inspectionText(
    groupSeries(
      positions.map(([y, z], index) => ct(index + 1, { '00200032': ['DS', `0\\${String(y)}\\${String(z)}`] })),
    ),
    [],
  );

it('inspect says whether planes are made of the slices as they are, are resampled, or can not be made', () => {
  expect(
    textOf([
      [0, 0],
      [0, 3],
      [0, 6],
    ]),
  ).toContain('can:   reformatted planes\n');
  expect(
    textOf([
      [0, 0],
      [3, 3],
      [6, 6],
    ]),
  ).toContain('can:   reformatted planes, resampled to a regular grid (gantry tilted by 45.0°)\n');
  expect(
    textOf([
      [0, 0],
      [0, 3],
      [0, 3],
    ]),
  ).toContain(
    'can’t: reformatted planes: an image lies where another one lies, and nothing says which of them belong together\n',
  );
});
