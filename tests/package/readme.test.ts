import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeConsumer } from '../support/consumer.ts';
import { documented, ROOT } from '../support/documented.ts';
import { inLane } from '../support/lane.ts';

const node = (args: readonly string[], cwd: string) =>
  spawnSync(process.execPath, [...args], { cwd, encoding: 'utf8', timeout: 60_000 });

describe('the README', () => {
  it('shows a program that runs and prints what it says', () => {
    const folder = makeConsumer('readme-node', { 'example.js': documented('README.md', 'node') });
    const { status, stdout, stderr } = node(['example.js'], folder);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const said = /console\.log\(.*\); \/\/ (.*)/.exec(documented('README.md', 'node'))?.[1];
    expect(stdout.trim()).toBe(said);
  });

  it('shows commands that work, and the output of one of them', { timeout: 120_000 }, () => {
    const commands = documented('README.md', 'commands')
      .split('\n')
      .flatMap((line) => /^npx tipcheck (.*?)\s*(?:#.*)?$/.exec(line)?.[1] ?? []);
    expect(commands.length).toBeGreaterThanOrEqual(3);
    // The output that is shown is the second one's. What the others do is tested without starting a program, too.
    const outputs = commands.slice(0, inLane({ fast: 2, full: commands.length })).map((command) => {
      const { status, stdout, stderr } = node([`${ROOT}/dist/cli.js`, ...command.split(/\s+/)], ROOT);
      expect(stderr).toBe('');
      expect(status).toBe(0);
      return stdout;
    });
    const shown = documented('README.md', 'output').trimEnd();
    expect(outputs.some((output) => output.startsWith(shown))).toBe(true);
  });

  it('links only to files that are there', () => {
    const text = readFileSync(`${ROOT}/README.md`, 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThan(5);
    for (const path of links) expect(() => readFileSync(`${ROOT}/${path}`), path).not.toThrow(/ENOENT/);
  });
});
