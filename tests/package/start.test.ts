import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT } from '../support/documented.ts';

const start = (...args: readonly string[]) =>
  spawnSync(process.execPath, [`${ROOT}/scripts/start.mjs`, ...args], { encoding: 'utf8', timeout: 20_000 });

it('npm start explains itself and serves nothing', () => {
  const { status, stdout, stderr } = start('--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const option of ['--port', '--host', '--help']) expect(stdout).toContain(option);
});

it.each([
  [['--prot', '8080'], /^tipcheck: .*--prot.*\n$/],
  [['8080'], /^tipcheck: .*8080.*\n$/],
  [['--port'], /^tipcheck: .*--port.*\n$/],
  [['--port', 'http'], /^tipcheck: not a port: http\n$/],
])('npm start refuses %j with one line', (args, line) => {
  const { status, stdout, stderr } = start(...args);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(line);
});
