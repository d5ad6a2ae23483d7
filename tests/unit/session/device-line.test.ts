import { describe, expect, test } from 'vitest';
import { parseRecord, type Confirmation } from '../../../src/index.ts';
import { targetMiddle } from '../../../src/overlay/target-outline.ts';
import { deviceLineOf } from '../../../src/session/device-line.ts';

const record = (marks: object, space: object = { kind: 'patient', frameOfReferenceUID: '1.2.3' }): Confirmation => {
  const parsed = parseRecord(JSON.stringify({ tipcheck: 1, id: 'case', space, ...marks }));
  if ('refused' in parsed) throw new Error(JSON.stringify(parsed));
  return parsed as Confirmation;
};
const tip = { position: [10, 20, 30], evidence: 'person' };

describe('the line that planes along a device are laid through', () => {
  test('runs from the last of several shaft points to the tip', () => {
    const shaft = [
      [10, -80, 30],
      [12, 0, 30],
    ];
    const target = { shape: 'sphere', center: [10, 25, 31], radius: 6 };
    expect(deviceLineOf(record({ tip, shaft, target, device: { kind: 'needle' } }))).toMatchObject({
      kind: 'line',
      frameOfReferenceUID: '1.2.3',
      device: 'needle',
      tip: [10, 20, 30],
      from: [12, 0, 30],
      target: { target },
    });
  });

  test('needs no target and no kind of device', () => {
    expect(deviceLineOf(record({ tip, shaft: [[12, 0, 30]] }))).toMatchObject({ target: null, device: null });
  });

  test('of a target that isn’t round goes through the centroid', () => {
    const square = (z: number) => [
      [0, 0, z],
      [4, 0, z],
      [4, 4, z],
      [0, 4, z],
    ];
    const target = { shape: 'contours', planes: [square(0), square(2)] };
    const line = deviceLineOf(record({ tip, shaft: [[12, 0, 30]], target }));
    expect('target' in line && line.target && targetMiddle(line.target, line.target.target)).toEqual([2, 2, 1]);
  });

  test('says what has to be marked first', () => {
    expect(deviceLineOf(null)).toMatchObject({ code: 'no-marks', message: 'Mark tip and shaft first.' });
    expect(deviceLineOf(record({ entry: [0, 0, 0] }))).toMatchObject({ code: 'no-tip' });
    expect(deviceLineOf(record({ shaft: [[12, 0, 30]] }))).toMatchObject({ message: 'Mark tip first.' });
    expect(deviceLineOf(record({ tip, entry: [0, 0, 0] }))).toMatchObject({ code: 'no-shaft' });
  });

  test('isn’t there outside the patient', () => {
    const space = {
      kind: 'image',
      sopInstanceUID: '1.2.3',
      frame: 1,
      modality: 'US',
      scale: { betweenColumns: 0.2, betweenRows: 0.2, unit: 'mm', basis: 'us-region' },
    };
    expect(deviceLineOf(record({ tip: { ...tip, position: [10, 20] }, shaft: [[1, 2]] }, space))).toMatchObject({
      code: 'not-in-patient',
    });
  });
});
