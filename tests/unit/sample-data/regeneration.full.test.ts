import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from './files.ts';

test('all samples made again are the committed ones, byte for byte', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [`${ROOT}make.mjs`, '--check']);
  expect(stdout).toMatch(/xa-uncalibrated: 1 files/);
}, 300_000);
