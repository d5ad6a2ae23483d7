import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepSiteSettings } from '../../../scripts/keep-site-settings.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tipcheck-page-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A build of the page, which empties its folder first. */
const built = (made: string | null): void => {
  const { buildStart, closeBundle } = keepSiteSettings(folder) as unknown as Record<
    'buildStart' | 'closeBundle',
    () => void
  >;
  const path = join(folder, 'tipcheck.json');
  buildStart();
  rmSync(path, { force: true });
  if (made !== null) writeFileSync(path, made);
  closeBundle();
};

const settings = (): string | null => {
  const path = join(folder, 'tipcheck.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
};

it('keeps a site’s settings beside the page when it is built anew', () => {
  writeFileSync(join(folder, 'tipcheck.json'), '{"title":"Ours"}');
  built(null);
  expect(settings()).toBe('{"title":"Ours"}');
});

it('makes none where there were none, and leaves what the build itself brings', () => {
  built(null);
  expect(settings()).toBeNull();
  writeFileSync(join(folder, 'tipcheck.json'), '{"title":"Old"}');
  built('{"title":"New"}');
  expect(settings()).toBe('{"title":"New"}');
});
