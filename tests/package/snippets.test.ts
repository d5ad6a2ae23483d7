import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assess, isRefused, parseDeviceProfile, parseProfile, parseRecord } from '../../src/index.ts';
import { parseAnswer } from '../../src/teach/answer.ts';
import { parseCase } from '../../src/teach/case-schema.ts';
import { parseCaseSet, parseSetDraft } from '../../src/teach/case-set.ts';
import { ROOT } from '../support/documented.ts';
import { GUIDES, snippetsOf, type Snippet } from '../support/snippets.ts';
import { inLane } from '../support/lane.ts';

/** What readers copy out of the guides is read or run as it stands there; snippets-compile.full.test.ts compiles it. */

const all = GUIDES.flatMap(snippetsOf);
const of = (wanted: string): readonly (readonly [string, Snippet])[] =>
  all
    .filter(({ language, notRun }) => language === wanted && notRun === null)
    .map((snippet) => [`${snippet.document}, line ${String(snippet.line)}`, snippet] as const);

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

const run = (command: string, args: readonly string[], cwd: string) =>
  spawnSync(command, [...args], { cwd, encoding: 'utf8', timeout: 60_000 });

/** An empty folder in which the samples lie as they do in a clone. */
const emptyFolder = (): string => {
  const folder = join(ROOT, 'build', 'snippets');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(ROOT, 'sample-data'), join(folder, 'sample-data'), 'dir');
  return folder;
};

const COMMANDS = of('sh').filter(([, { tested }]) => tested !== 'commands');

describe('blocks of the guides', () => {
  it('are all of a kind that is tried here, or say why they are not', () => {
    const tried = ['ts', 'js', 'json', 'sh', 'text', 'html'];
    expect(all.length).toBeGreaterThan(25);
    expect(all.filter(({ language, notRun }) => !tried.includes(language) && notRun === null)).toEqual([]);
    for (const { notRun, document } of all) if (notRun !== null) expect(notRun.length, document).toBeGreaterThan(20);
    expect(all.filter(({ notRun }) => notRun !== null).length).toBeLessThan(all.length / 4);
  });

  it.each(of('json'))('in JSON are read by the reader of their kind: %s', (_, { code }) => {
    const kind = Object.keys(JSON.parse(code) as object)[0];
    const parsers = {
      tipcheck: parseRecord,
      tipcheckDevice: parseDeviceProfile,
      tipcheckProfile: parseProfile,
      tipcheckCase: parseCase,
      tipcheckAnswer: parseAnswer,
      tipcheckSet: parseCaseSet,
      tipcheckSetDraft: parseSetDraft,
    } as const;
    const parse = parsers[kind as keyof typeof parsers];
    expect(parse, kind).toBeTypeOf('function');
    const read = parse(code);
    expect(isRefused(read) ? read.message : '').toBe('');
    if (!isRefused(read) && 'tipcheck' in read) expect(isRefused(assess(read))).toBe(false);
  });

  it.runIf(process.platform !== 'win32').each(COMMANDS.slice(0, inLane({ fast: 1, full: COMMANDS.length })))(
    'with commands exit as they say: %s',
    (_, { code }) => {
      const folder = emptyFolder();
      for (const line of code.split('\n')) {
        const [command = ''] = line.split(/\s+#/);
        const [, script] = /^npm (?:run )?([\w:]+)$/.exec(command.trim()) ?? [];
        if (script !== undefined) {
          expect(manifest.scripts, command).toHaveProperty([script]);
          continue;
        }
        // A name in capitals is the reader's own file.
        const runnable = command
          .replaceAll('npx tipcheck', `"${process.execPath}" "${ROOT}/dist/cli.js"`)
          .replaceAll('RECORD.json', 'sample-data/records/ct-abscess.tipcheck.json');
        expect(runnable, 'a command of the package').toContain('cli.js');
        const { status, stderr } = run('sh', ['-c', runnable], folder);
        expect(stderr, command).toBe('');
        expect(status, command).toBe(0);
      }
    },
  );

  it.each(of('html'))('in HTML name scripts and elements that there are: %s', (_, { code }) => {
    const elements = [...code.matchAll(/<(tipcheck-[\w-]+)/g)].map(([, name = '']) => name);
    const source = readFileSync(join(ROOT, 'src/hosts/element.ts'), 'utf8');
    for (const name of elements) expect(source).toContain(`'${name}'`);
    const scripts = [...code.matchAll(/src="[^"]*\/([\w.-]+)"/g)].map(([, name = '']) => name);
    const builder = readFileSync(join(ROOT, 'scripts/build-page.mjs'), 'utf8');
    for (const name of scripts) expect(builder).toContain(`input: { ${name.replace(/\.js$/, '')}: `);
    expect(elements.length + scripts.length).toBeGreaterThan(0);
  });

  it('install the versions that the package is tested with', () => {
    const commands = all.filter(({ code }) => code.includes('npm install'));
    expect(commands.length).toBeGreaterThan(0);
    for (const { code } of commands)
      for (const [, name = '', version = ''] of code.matchAll(/(@[\w-]+\/[\w-]+)@([\d.]+)/g))
        expect(manifest.devDependencies[name], name).toBe(version);
  });
});
