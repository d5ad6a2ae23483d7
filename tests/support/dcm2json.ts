import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DicomJson } from '../../src/load/json-source.ts';
import { realDataFolder } from './real-data.ts';

const run = (program: string, ...options: readonly string[]): string =>
  execFileSync(program, options, {
    maxBuffer: 64 * 1024 * 1024,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** A real file by an independent program that turns DICOM into the JSON model. */
export const dcm2json = (path: string): DicomJson =>
  JSON.parse(run('dcm2json', '-fc', '-q', join(realDataFolder ?? '', path))) as DicomJson;

/** The same of any file: the program can't write compressed pixels, so it gets a copy without them. Null where it gives up. */
export const dcm2jsonWithoutPixels = (path: string): DicomJson | null => {
  const folder = mkdtempSync(join(tmpdir(), 'tipcheck-json-'));
  try {
    const copy = join(folder, 'copy.dcm');
    copyFileSync(join(realDataFolder ?? '', path), copy);
    run('dcmodify', '-nb', '-imt', '-ea', 'PixelData', copy);
    return JSON.parse(run('dcm2json', '-fc', '-q', copy)) as DicomJson;
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const hasDcm2json = ((): boolean => {
  try {
    run('dcm2json', '--version');
    run('dcmodify', '--version');
    return true;
  } catch {
    return false;
  }
})();
