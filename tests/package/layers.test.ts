import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  readonly forbidden: readonly { readonly name: string; readonly comment: string }[];
  readonly options: ICruiseOptions;
};

const PACKAGES = [
  ...['gl-matrix', 'robust-predicates', 'valibot', 'lit', 'papaparse', 'left-pad', '@preact/signals-core'],
  ...['@cornerstonejs/core', '@cornerstonejs/tools', '@cornerstonejs/dicom-image-loader'],
];

let folder = '';

/** Packages that hold nothing; below them a source tree for each question. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tipcheck-layers-'));
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'export const a = 1;\n');
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

let trees = 0;

/** Which rules each file breaks, of files given by their paths. Every file named by a relative import is there. */
const broken = async (files: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, readonly string[]>> => {
  trees += 1;
  const tree = String(trees);
  for (const [path, text] of Object.entries(files)) write(`${tree}/${path}`, text);
  const { output } = await cruise(['src'], {
    ...options,
    baseDir: join(folder, tree),
    ruleSet: { forbidden: forbidden as never },
    validate: true,
  });
  const found = new Map<string, readonly string[]>();
  for (const { from, rule } of (output as ICruiseResult).summary.violations)
    found.set(from, [...new Set([...(found.get(from) ?? []), rule.name])].sort());
  return found;
};

const VALUE = 'export const a = 1;\nexport type A = number;\n';

/** Import that breaks exactly one rule: [rule, file, its text, other files]. */
const FORBIDDEN: readonly (readonly [string, string, string, ...string[]])[] = [
  ['space-imports', 'src/space/x.ts', "import '../image/a.ts';", 'src/image/a.ts'],
  ['space-packages', 'src/space/x.ts', "import 'valibot';"],
  ['image-imports', 'src/image/x.ts', "import '../confirmation/a.ts';", 'src/confirmation/a.ts'],
  ['image-packages', 'src/image/x.ts', "import 'gl-matrix';"],
  ['confirmation-imports', 'src/confirmation/x.ts', "import '../assess/a.ts';", 'src/assess/a.ts'],
  ['confirmation-packages', 'src/confirmation/x.ts', "import 'robust-predicates';"],
  ['assess-imports', 'src/assess/x.ts', "import '../report/a.ts';", 'src/report/a.ts'],
  ['assess-packages', 'src/assess/x.ts', "import '@preact/signals-core';"],
  ['find-imports', 'src/find/x.ts', "import '../load/a.ts';", 'src/load/a.ts'],
  ['find-packages', 'src/find/x.ts', "import 'gl-matrix';"],
  ['overlay-imports', 'src/overlay/x.ts', "import '../session/a.ts';", 'src/session/a.ts'],
  ['overlay-packages', 'src/overlay/x.ts', "import 'lit';"],
  ['report-imports', 'src/report/x.ts', "import '../session/a.ts';", 'src/session/a.ts'],
  ['report-packages', 'src/report/x.ts', "import 'left-pad';"],
  ['report-lazy', 'src/report/x.ts', "import 'papaparse';"],
  ['load-imports', 'src/load/x.ts', "import '../confirmation/a.ts';", 'src/confirmation/a.ts'],
  ['load-packages', 'src/load/x.ts', "import '@cornerstonejs/core';"],
  ['release-imports', 'src/release/x.ts', "import '../session/a.ts';", 'src/session/a.ts'],
  ['release-packages', 'src/release/x.ts', "import 'lit';"],
  ['teach-imports', 'src/teach/x.ts', "import '../release/a.ts';", 'src/release/a.ts'],
  ['teach-packages', 'src/teach/x.ts', "import 'gl-matrix';"],
  ['case-file-imports', 'src/case-file/x.ts', "import '../session/a.ts';", 'src/session/a.ts'],
  ['case-file-packages', 'src/case-file/x.ts', "import 'lit';"],
  ['workers-imports', 'src/workers/x.ts', "import '../assess/a.ts';", 'src/assess/a.ts'],
  ['workers-packages', 'src/workers/x.ts', "import 'lit';"],
  ['session-imports', 'src/session/x.ts', "import '../panel/a.ts';", 'src/panel/a.ts'],
  ['session-packages', 'src/session/x.ts', "import '@cornerstonejs/core';"],
  ['words-imports', 'src/words/x.ts', "import '../session/a.ts';", 'src/session/a.ts'],
  ['words-packages', 'src/words/x.ts', "import 'lit';"],
  ['tools-imports', 'src/tools/x.ts', "import '../viewer/a.ts';", 'src/viewer/a.ts'],
  ['tools-packages', 'src/tools/x.ts', "import 'lit';"],
  ['tools-types-only', 'src/tools/x.ts', "import { a } from '@cornerstonejs/core';\nexport const b = a;"],
  ['tools-types-only', 'src/tools/x.ts', "export * from '@cornerstonejs/tools';"],
  ['tools-types-only', 'src/tools/x.ts', "export const b = () => import('@cornerstonejs/tools');"],
  ['tools-types-only', 'src/tools/x.ts', "import { a } from '../find/a.ts';\nexport const b = a;", 'src/find/a.ts'],
  ['viewer-imports', 'src/viewer/x.ts', "import '../panel/a.ts';", 'src/panel/a.ts'],
  ['viewer-packages', 'src/viewer/x.ts', "import 'lit';"],
  ['viewer-types-only', 'src/viewer/x.ts', "import { a } from '../load/a.ts';\nexport const b = a;", 'src/load/a.ts'],
  ['panel-imports', 'src/panel/x.ts', "import '../viewer/a.ts';", 'src/viewer/a.ts'],
  ['panel-packages', 'src/panel/x.ts', "import '@cornerstonejs/tools';"],
  [
    'panel-types-only',
    'src/panel/x.ts',
    "import { a } from '../overlay/a.ts';\nexport const b = a;",
    'src/overlay/a.ts',
  ],
  ['index-is-pure', 'src/index.ts', "export * from './session/a.ts';", 'src/session/a.ts'],
  ['index-is-pure', 'src/index.ts', "export * from 'valibot';"],
  ['hosts-packages', 'src/hosts/x.ts', "import 'left-pad';"],
  ['known-folders', 'src/utils/x.ts', "import '../space/a.ts';", 'src/space/a.ts'],
  ['node-in-cli-only', 'src/hosts/element.ts', "import 'node:fs';"],
  ['node-in-cli-only', 'src/load/x.ts', "import 'fs';"],
  ['src-stands-alone', 'src/space/x.ts', "import '../../tests/support/a.ts';", 'tests/support/a.ts'],
  ['no-cycles', 'src/space/x.ts', "import './round.ts';"],
  ['resolvable', 'src/space/x.ts', "import './nowhere.ts';"],
];

const ROUND = 'src/space/round.ts';

/** The rows in as few trees as they fit into, each with its file under a name of its own where the name doesn't matter. */
const planted = (): readonly { readonly files: Record<string, string>; readonly rules: Record<string, string> }[] => {
  const all: { files: Record<string, string>; rules: Record<string, string> }[] = [];
  FORBIDDEN.forEach(([rule, path, text, ...others], row) => {
    const file = path.replace('/x.ts', `/x${String(row)}.ts`);
    let tree = all.find(({ rules }) => !(file in rules));
    if (!tree) all.push((tree = { files: {}, rules: {} }));
    tree.files[file] = `${text}\n`;
    for (const other of others) tree.files[other] = VALUE;
    // A circle is told of once, of the first of its files.
    tree.rules[rule === 'no-cycles' ? ROUND : file] = rule;
    if (rule === 'no-cycles') tree.files[ROUND] = `import './x${String(row)}.ts';\n`;
  });
  return all;
};

test('each forbidden import breaks its own rule and no other', async () => {
  for (const { files, rules } of planted())
    expect(Object.fromEntries(await broken(files))).toEqual(
      Object.fromEntries(Object.entries(rules).map(([file, rule]) => [file, [rule]])),
    );
});

test('nobody imports a host, from any folder', async () => {
  const folders = ['space', 'assess', 'session', 'tools', 'viewer', 'panel'];
  const files = Object.fromEntries(folders.map((name) => [`src/${name}/x.ts`, "import '../hosts/a.ts';\n"]));
  const found = await broken({ 'src/hosts/a.ts': VALUE, ...files });
  expect([...found].sort()).toEqual(
    folders.map((name) => [`src/${name}/x.ts`, [`${name}-imports`, 'nobody-imports-hosts'].sort()]).sort(),
  );
});

test('what the table allows breaks nothing', async () => {
  const found = await broken({
    'src/index.ts': "export * from './assess/x.ts';\n",
    'src/space/x.ts': "import 'robust-predicates';\nexport type A = number;\nexport const a = 1;\n",
    'src/assess/x.ts': "import { a } from '../space/x.ts';\nexport const b = a;\n",
    'src/find/x.ts': VALUE,
    'src/load/x.ts': VALUE,
    'src/report/x.ts': "export const csv = () => import('papaparse');\n",
    'src/session/x.ts': "import '@preact/signals-core';\nimport '../load/x.ts';\n",
    'src/tools/x.ts':
      "import type * as Core from '@cornerstonejs/core';\nimport type { A } from '../find/x.ts';\nimport '../session/x.ts';\nexport type B = [A, Core.a];\n",
    'src/viewer/x.ts': "import '@cornerstonejs/core';\nimport type { A } from '../load/x.ts';\nexport type B = A;\n",
    'src/panel/x.ts': "import 'lit';\nimport '../report/x.ts';\n",
    'src/hosts/cli.ts': "import 'node:fs';\nimport '../load/x.ts';\n",
    'src/hosts/element.ts': "import 'lit';\nimport '../panel/x.ts';\nimport '../viewer/x.ts';\n",
  });
  expect([...found]).toEqual([]);
});

test('every rule is broken by a test above and says what to do', () => {
  const proven = new Set([...FORBIDDEN.map(([rule]) => rule), 'nobody-imports-hosts']);
  expect(forbidden.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
  for (const { comment } of forbidden) expect(comment.length).toBeGreaterThan(20);
});
