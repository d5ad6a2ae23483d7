import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Socket } from 'node:net';

/** Other people's programs that read DICOM; each test that needs one is skipped, and says so, where it isn't installed. */

const answers = (program: string, ...options: readonly string[]): boolean =>
  spawnSync(program, options, { stdio: 'ignore' }).error === undefined;

/** The interpreter that has a module, without the time that loading it takes; a second interpreter may come first on the path. */
export const pythonWith = (module: string): string | null => {
  const finds = `import importlib.util, sys; sys.exit(importlib.util.find_spec('${module}') is None)`;
  return (
    ['python3', '/usr/bin/python3'].find(
      (program) => spawnSync(program, ['-c', finds], { stdio: 'ignore' }).status === 0,
    ) ?? null
  );
};

const python = pythonWith('pydicom');
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

/** Reports as dsrdump prints them, by name, in one run of it; throws what it complains of. */
export const dsrdump = <Name extends string>(
  files: Readonly<Record<Name, Uint8Array>>,
): Readonly<Record<Name, string>> => {
  const folder = mkdtempSync(join(tmpdir(), 'tipcheck-tools-'));
  try {
    const names = Object.keys(files) as Name[];
    const paths = names.map((name, index) => {
      const path = join(folder, `${String(index)}.dcm`);
      writeFileSync(path, files[name]);
      return path;
    });
    const { status, stdout, stderr } = spawnSync('dsrdump', ['+Pf', '-Ec', ...paths], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0 || /^[EF]:/m.test(stderr)) throw new Error(`dsrdump: ${stderr}`);
    const printed = stdout.split(/^.*\d+\.dcm.*$/m).slice(1);
    if (printed.length !== names.length) throw new Error(`dsrdump printed ${String(printed.length)} reports`);
    return Object.fromEntries(names.map((name, index) => [name, printed[index] ?? ''])) as Record<Name, string>;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Answers a line of JSON for each: a program with `ds`, the file at a path, and `say`. Ends with its standard input. */
const SERVER = `import json, sys, traceback, pydicom
for line in sys.stdin:
    path, program = json.loads(line)
    said = []
    try:
        exec(compile(program, 'program', 'exec'), {'ds': pydicom.dcmread(path), 'say': said.append, 'pydicom': pydicom})
        answer = {'said': said[0]}
    except Exception:
        answer = {'problem': traceback.format_exc()}
    print(json.dumps(answer, default=str), flush=True)
`;

interface Answer {
  readonly said?: unknown;
  readonly problem?: string;
}

let server: { readonly child: ChildProcessWithoutNullStreams; readonly lines: Interface } | null = null;
let last: Promise<unknown> = Promise.resolve();

/** Loading pydicom takes longer than reading any file with it, so that one process does it for all tests. */
const startedServer = (): NonNullable<typeof server> => {
  if (server) return server;
  const child = spawn(python ?? '', ['-c', SERVER], { stdio: ['pipe', 'pipe', 'pipe'] });
  // Nobody waits for it: it ends with us.
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as unknown as Socket).unref();
  server = { child, lines: createInterface({ input: child.stdout }) };
  return server;
};

const asked = async (path: string, program: string): Promise<Answer> => {
  const { child, lines } = startedServer();
  const stdout = child.stdout as unknown as Socket;
  stdout.ref();
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const ended = (): void => {
        reject(new Error('pydicom ended'));
      };
      child.once('exit', ended);
      lines.once('line', (line) => {
        child.off('exit', ended);
        resolve(JSON.parse(line) as Answer);
      });
      child.stdin.write(`${JSON.stringify([path, program])}\n`);
    });
  } finally {
    stdout.unref();
  }
};

/** What a Python program with pydicom says of a file: `program` finds it open as `ds`, and says it once, with `say(value)`. */
export const pydicom = (bytes: Uint8Array, program: string): Promise<unknown> => {
  const answer = last.then(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tipcheck-tools-'));
    try {
      const path = join(folder, 'object.dcm');
      writeFileSync(path, bytes);
      const { said, problem } = await asked(path, program);
      if (problem !== undefined) throw new Error(`pydicom: ${problem}`);
      return said;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  // One after the other, whatever became of the one before.
  last = answer.catch(() => undefined);
  return answer;
};
