import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { ROOT } from '../support/documented.ts';
import { GUIDES, snippetsOf, type Snippet } from '../support/snippets.ts';

/** The public entries by their names, as source: what is shown must compile against what will be published. */
const PATHS = {
  tipcheck: ['./src/index.ts'],
  'tipcheck/element': ['./src/hosts/element.ts'],
  'tipcheck/cornerstone': ['./src/hosts/cornerstone.ts'],
  'tipcheck/react': ['./types/react.d.ts'],
};

/** Strict, without what is a matter of taste: readers have settings of their own. */
const OF_READERS = { noImplicitAny: false, noUnusedLocals: false, noUncheckedIndexedAccess: false };

/** What the compiler says of the blocks, each a file of its own that isn't on the disk. */
const faultsIn = (snippets: readonly (readonly [string, Snippet])[]): readonly string[] => {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const files = new Map(
    snippets.map(([name, { code, language }]) => [
      join(ROOT, `snippet-${name.replaceAll(/\W+/g, '-')}.${language === 'js' ? 'js' : 'ts'}`),
      `${code}\nexport {};\n`,
    ]),
  );
  const compilerOptions = { ...options, allowJs: true, checkJs: true, ...OF_READERS, paths: PATHS, incremental: false };
  const host = ts.createCompilerHost(compilerOptions);
  const real = { ...host };
  host.fileExists = (path) => files.has(path) || real.fileExists(path);
  host.readFile = (path) => files.get(path) ?? real.readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? real.getSourceFile(path, ...rest)
      : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram([...files.keys()], compilerOptions, host);
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText, start = 0 }) => {
        const line = source?.getLineAndCharacterOfPosition(start).line ?? NaN;
        return `${path.slice(ROOT.length)}:${String(line + 1)} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
};

it(
  'what the guides show in TypeScript and JavaScript compiles against the public entries',
  { timeout: 240_000 },
  () => {
    const snippets = GUIDES.flatMap(snippetsOf)
      .filter(({ language, notRun }) => (language === 'ts' || language === 'js') && notRun === null)
      .map((snippet) => [`${snippet.document}, line ${String(snippet.line)}`, snippet] as const);
    expect(snippets.length).toBeGreaterThan(5);
    // One that can't compile is found out.
    const code = "import { asses } from 'tipcheck';\nasses();";
    const wrong: Snippet = { document: 'none', line: 1, language: 'ts', code, notRun: null, tested: null };
    expect(faultsIn([...snippets, ['wrong', wrong]])).toEqual([
      expect.stringMatching(/wrong\.ts:1 .*no exported member/),
    ]);
  },
);
