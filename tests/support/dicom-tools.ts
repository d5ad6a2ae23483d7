import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Other people's programs that read DICOM; each test that needs one is skipped, and says so, where it isn't installed. */

const answers = (program: string, ...options: readonly string[]): boolean =>
  spawnSync(program, options, { stdio: 'ignore' }).error === undefined;

/** The interpreter that has pydicom: a second one may come first on the path. */
const python =
  ['python3', '/usr/bin/python3'].find(
    (program) => spawnSync(program, ['-c', 'import pydicom'], { stdio: 'ignore' }).status === 0,
  ) ?? null;

export const pythonWithPydicom = python;
export const hasPydicom = python !== null;
export const hasDciodvfy = answers('dciodvfy', '-version');
export const hasDsrdump = answers('dsrdump', '--version');

const withFile = <Result>(bytes: Uint8Array, use: (path: string) => Result): Result => {
  const folder = mkdtempSync(join(tmpdir(), 'tipcheck-tools-'));
  try {
    const path = join(folder, 'object.dcm');
    writeFileSync(path, bytes);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What dciodvfy finds wrong with a file: lines that begin with "Error". Its remarks on what isn't checked are left out. */
export const dciodvfyErrors = (bytes: Uint8Array): readonly string[] =>
  withFile(bytes, (path) => {
    const { stdout, stderr } = spawnSync('dciodvfy', ['-new', path], { encoding: 'utf8' });
    return `${stdout}\n${stderr}`.split('\n').filter((line) => /^(\(0x[^)]*\) )?Error/.test(line));
  });

/** A report as dsrdump prints it; throws what it complains of. */
export const dsrdump = (bytes: Uint8Array): string =>
  withFile(bytes, (path) => {
    const { status, stdout, stderr } = spawnSync('dsrdump', ['-Ec', path], { encoding: 'utf8' });
    if (status !== 0 || /^[EF]:/m.test(stderr)) throw new Error(`dsrdump: ${stderr}`);
    return stdout;
  });

/**
 * What a Python program with pydicom prints as JSON of a file: `program` finds it open as `ds`, and prints with `say(value)`.
 */
export const pydicom = (bytes: Uint8Array, program: string): unknown =>
  withFile(bytes, (path) => {
    const whole = `import json, sys, pydicom\nds = pydicom.dcmread(sys.argv[1])\nsay = lambda value: print(json.dumps(value, default=str))\n${program}\n`;
    const { status, stdout, stderr } = spawnSync(python ?? '', ['-c', whole, path], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`pydicom: ${stderr}`);
    return JSON.parse(stdout) as unknown;
  });
