import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from './files.ts';

test('a sample made again is the committed one, byte for byte', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    `${ROOT}make.mjs`,
    '--check',
    '--only',
    'xa-uncalibrated',
  ]);
  expect(stdout).toMatch(/^xa-uncalibrated: 1 files/);
});
