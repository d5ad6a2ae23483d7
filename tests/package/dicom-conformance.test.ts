import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { transferSyntax } from '../../src/image/transfer-syntax.ts';
import { ROOT } from '../support/documented.ts';

const statement = readFileSync(join(ROOT, 'docs/dicom-conformance.md'), 'utf8');
const written = statement.slice(statement.indexOf('## What is written'));

/** UIDs of storage classes that appear in a folder of the source. */
const storageClasses = (folder: string): ReadonlySet<string> =>
  new Set(
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .flatMap(
        (path) =>
          readFileSync(join(ROOT, folder, path), 'utf8').match(/1\.2\.840\.10008\.5\.1\.4\.1\.1\.[0-9.]*[0-9](?=')/g) ??
          [],
      ),
  );

it('the conformance statement names every class of object that is written', () => {
  const classes = ['sr', 'kos', 'pr', 'seg', 'sc', 'dicom', 'tce'].flatMap((folder) => [
    ...storageClasses(`src/report/${folder}`),
  ]);
  expect(classes.length).toBeGreaterThan(4);
  expect(classes.filter((uid) => !written.includes(uid))).toEqual([]);
});

it('the conformance statement names only transfer syntaxes that are known', () => {
  const named = [...statement.matchAll(/1\.2\.840\.10008\.1\.2(?:\.[0-9]+)*/g)].map(([uid]) => uid);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((uid) => transferSyntax(uid) === undefined)).toEqual([]);
});
