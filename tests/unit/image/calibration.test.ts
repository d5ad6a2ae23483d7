import { expect, it } from 'vitest';
import { userCalibration } from '../../../src/image/calibration.ts';

// What a file says of its scale: tests/oracle/conformance.test.ts.
it('of a person goes with that caveat, and must be positive', () => {
  expect(userCalibration(0.2, 0.2)).toEqual({
    scale: { betweenColumns: 0.2, betweenRows: 0.2, unit: 'mm', basis: 'user' },
    caveats: [{ code: 'user-calibration', message: expect.any(String) as string }],
  });
  for (const size of [0, -1, NaN, Infinity])
    expect(userCalibration(size, 0.2)).toMatchObject({ kind: 'refused', code: 'not-positive' });
});
