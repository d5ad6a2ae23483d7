import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEVICE_KINDS, SEGMENT_ROLES } from '../../src/confirmation/device.ts';
import { assess, isRefused, parseDeviceProfile, parseRecord, type Confirmation } from '../../src/index.ts';
import { patientPoint, type PatientPoint } from '../../src/space/frame.ts';
import { bytesOfBase64 } from '../../src/space/labelmap-bits.ts';
import { documented, ROOT } from '../support/documented.ts';

const page = readFileSync(`${ROOT}/docs/records.md`, 'utf8');
const source = (path: string): string => readFileSync(`${ROOT}/src/${path}`, 'utf8');

const idOf = (text: string): string => (JSON.parse(text) as { readonly id: string }).id;
const nameOf = (text: string): string => (JSON.parse(text) as { readonly name: string }).name;
const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text);
const isDevice = (text: string): boolean => text.includes('"tipcheckDevice"');
const records = examples.filter((text) => !isDevice(text)).map((text) => [idOf(text), text] as const);
const devices = examples.filter(isDevice).map((text) => [nameOf(text), text] as const);

const read = (text: string): Confirmation => {
  const record = parseRecord(text);
  if (isRefused(record)) throw new Error(record.message);
  return record;
};

describe('docs/records.md', () => {
  it.each(records)('shows a record that is read and assessed: %s', (_, text) => {
    const assessment = assess(read(text));
    if (isRefused(assessment)) throw new Error(assessment.message);
    expect(assessment.metrics.tipToCenter?.sigma).toBeGreaterThan(0);
    if (text.includes('"biplane"')) expect(assessment.biplane?.separation).toBeCloseTo(70, 9);
  });

  it.each(devices)('shows a device profile whose zones are measured: %s', (_, text) => {
    const device = parseDeviceProfile(text);
    if (isRefused(device)) throw new Error(device.message);
    const [, sphere = ''] = records[0] ?? [];
    const shaft = [patientPoint(70, -32, 80)];
    const assessment = assess({ ...read(sphere), tip: { position: patientPoint(14, -32, 57.1) }, shaft, device });
    if (isRefused(assessment)) throw new Error(assessment.message);
    expect(assessment.zones).toHaveLength(device.zones?.length ?? NaN);
    for (const zone of assessment.zones ?? [])
      expect(zone.shape === 'ellipsoid' ? zone.ablativeMargin : zone.margin).not.toBeNull();
  });

  it('has an example of every space and every target shape, and names each', () => {
    const parsed = records.map(([, text]) => read(text));
    const spaces = ['patient', 'image', 'projection', 'biplane'];
    const shapes = ['point', 'sphere', 'ellipsoid', 'contours', 'mesh', 'labelmap', 'circle', 'contour'];
    expect([...new Set(parsed.map(({ space }) => space.kind))].sort()).toEqual(spaces.sort());
    const shown = parsed.flatMap(({ target }) => (target ? [target.shape] : []));
    expect([...new Set(shown)].sort()).toEqual(shapes.sort());
    for (const name of [...spaces, ...shapes]) expect(page).toContain(`\`${name}\``);
    // The lists above are all there are.
    const known = source('confirmation/record.ts');
    expect([...known.matchAll(/readonly kind: '(\w+)'/g)].map(([, kind]) => kind).sort()).toEqual(spaces);
    expect([...known.matchAll(/readonly shape: '(\w+)'/g)].map(([, shape]) => shape).sort()).toEqual(shapes);
  });

  it('names every device kind and every zone role', () => {
    for (const name of [...DEVICE_KINDS, ...SEGMENT_ROLES, 'ablation']) expect(page).toContain(`\`${name}\``);
  });

  it('names every member', () => {
    const interfaceOf = (path: string, name: string): string =>
      new RegExp(`interface ${name} {[\\s\\S]*?\\n}`).exec(source(path))?.[0] ?? '';
    const declared = [
      source('confirmation/record.ts'),
      source('confirmation/device.ts'),
      interfaceOf('confirmation/user-calibration.ts', 'UserCalibration'),
      interfaceOf('image/c-arm.ts', 'CArmGeometry'),
      interfaceOf('image/calibration.ts', 'Scale'),
    ];
    const members = declared.flatMap((text) => [...text.matchAll(/readonly (\w+)\??: /g)].map(([, name = '']) => name));
    expect(members.length).toBeGreaterThan(80);
    const prose = page.replaceAll(/```[\s\S]*?```/g, '');
    const code = [...prose.matchAll(/`([^`]+)`/g)].map(([, text]) => text).join(' ');
    expect([...new Set(members)].filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
  });

  it('names every code that a record or a device profile is refused with, and no other', () => {
    const files = ['parse', 'parse-geometry', 'device-schema', 'device-profile', 'basic-schema', 'bulk-schema'];
    const said = [...files, 'check-polygon', 'check-calibration'].flatMap((file) => [
      ...source(`confirmation/${file}.ts`).matchAll(/(?:says|refused)\(\s*'([a-z0-9-]+)'/g),
    ]);
    const codes = [...new Set(said.map(([, code]) => code))].sort();
    const table = page.slice(page.indexOf('## What is refused'));
    const named = [...table.matchAll(/^\|[^|]*\|(.*)\|$/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g)].map(([, code]) => code),
    );
    expect(named.sort()).toEqual(codes);
  });

  it('says how the bits of a labelmap are put in order', async () => {
    const code = `${documented('docs/records.md', 'bits')}; export { bitsOf };`;
    const { bitsOf } = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
      bitsOf: (voxels: readonly number[], count: number) => string;
    };
    const [, text = ''] = records.find(([id]) => id === 'labelmap') ?? [];
    const { target } = read(text);
    if (target?.shape !== 'labelmap') throw new Error('no labelmap');
    expect(bitsOf([0, 1, 4, 7, 10], 12)).toBe(target.bits);
    expect([...bytesOfBase64(target.bits)]).toEqual([0x93, 0x04]);
    // Voxel 4 is column 1, row 1, slice 0: the centre of its box lies inside, that of the unset voxel 3 outside.
    const outsideAt = (position: PatientPoint): unknown => {
      const assessment = assess({ ...read(text), tip: { position, sigma: 0.1 } });
      return isRefused(assessment) ? assessment : assessment.outside;
    };
    expect([outsideAt(patientPoint(4, 4, 0)), outsideAt(patientPoint(0, 4, 0))]).toEqual([false, true]);
  });
});
