#!/usr/bin/env node
/**
 * What the package promises to programs: every name that an entry exports with its type, and the types of ours that these name, in one file that
 * is read when it changes (docs/api.txt). `npm run api` writes it; the check fails where it isn't what the code says.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { fail, ROOT } from './setup.mjs';

const REPORT = join(ROOT, 'docs', 'api.txt');
const OURS = join(ROOT, 'src') + '/';

const { exports: entries } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** dist/types/hosts/element.d.ts → src/hosts/element.ts @param {string} types */
const sourceOf = (types) => join(ROOT, types.replace('./dist/types/', 'src/').replace(/\.d\.ts$/, '.ts'));

const modules = Object.entries(entries)
  .filter(([, entry]) => typeof entry === 'object' && 'default' in entry)
  .map(([path, { types }]) => ({ name: join('tipcheck', path), file: sourceOf(types) }));

const missing = modules.filter(({ file }) => !existsSync(file));
if (missing.length > 0) fail(`no source for ${missing.map(({ name }) => name).join(', ')}`);

const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const program = ts.createProgram(
  modules.map(({ file }) => file),
  { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true, incremental: false, stripInternal: true },
);
const checker = program.getTypeChecker();
const printer = ts.createPrinter({ removeComments: true });

/** The declarations of the program, without bodies, by the file that they stand in. @type {Map<string, string>} */
const declared = new Map();
const declarationsOf = (/** @type {ts.SourceFile} */ file) => {
  const known = declared.get(file.fileName);
  if (known !== undefined) return known;
  let text = '';
  program.emit(file, (_, content) => void (text = content), undefined, true);
  declared.set(file.fileName, text);
  return text;
};

/** @param {ts.Symbol} symbol */
const resolved = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);

/** One declaration as it is published: no comments, nothing private. @param {ts.Symbol} symbol */
const textOf = (symbol) => {
  const [declaration] = symbol.declarations ?? [];
  const file = declaration?.getSourceFile();
  if (!file) return '';
  const published = ts.createSourceFile(file.fileName, declarationsOf(file), ts.ScriptTarget.ES2022, true);
  const found = published.statements.filter((statement) =>
    ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.some((one) => one.name.getText() === symbol.name)
      : 'name' in statement && /** @type {any} */ (statement).name?.getText() === symbol.name,
  );
  return found.map((statement) => printer.printNode(ts.EmitHint.Unspecified, statement, published)).join('\n');
};

/** Whether a member is for the package itself: it isn't published. @param {ts.Node} node */
const isInternal = (node) => ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');

/** Types of ours that a declaration names. @param {ts.Symbol} symbol @returns {ts.Symbol[]} */
const namedBy = (symbol) => {
  /** @type {Set<ts.Symbol>} */
  const named = new Set();
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isBlock(node) || isInternal(node)) return;
    if (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword))
      return;
    if (ts.isPropertyDeclaration(node) && ts.isPrivateIdentifier(node.name)) return;
    if (ts.isMethodDeclaration(node) && ts.isPrivateIdentifier(node.name)) return;
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const at = checker.getSymbolAtLocation(ts.isTypeReferenceNode(node) ? node.typeName : node.expression);
      if (at) named.add(resolved(at));
    }
    node.forEachChild(visit);
  };
  for (const declaration of symbol.declarations ?? []) visit(declaration);
  return [...named].filter(({ declarations: [declaration] = [] }) => {
    const file = declaration?.getSourceFile().fileName ?? '';
    return file.startsWith(OURS) && declaration !== undefined && !ts.isTypeParameterDeclaration(declaration);
  });
};

const withNames = modules.map(({ name, file }) => {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) fail(`${name} exports nothing`);
  return { name, exported: checker.getExportsOfModule(/** @type {ts.Symbol} */ (module)) };
});
const undocumented = withNames.flatMap(({ name, exported }) =>
  exported
    .filter((symbol) => resolved(symbol).getDocumentationComment(checker).length === 0 && symbol.name !== 'default')
    .map((symbol) => `${name}: ${symbol.name}`),
);
if (undocumented.length > 0) fail(`these exports have no docstring: ${undocumented.join(', ')}`);

const shown = new Set(withNames.flatMap(({ exported }) => exported.map(resolved)));
const queue = [...shown];
for (let symbol = queue.pop(); symbol; symbol = queue.pop())
  for (const other of namedBy(symbol))
    if (!shown.has(other)) {
      shown.add(other);
      queue.push(other);
    }
const texts = [...shown]
  .map((symbol) => {
    const where = relative(ROOT, symbol.declarations?.[0]?.getSourceFile().fileName ?? '');
    return { key: `${symbol.name} ${where}`, text: textOf(symbol) };
  })
  .sort((a, b) => (a.key < b.key ? -1 : 1));
const report = [
  ...withNames.map(
    ({ name, exported }) =>
      `${name}\n${exported
        .map((symbol) => `  ${symbol.name}`)
        .sort()
        .join('\n')}\n`,
  ),
  ...texts.map(({ text }) => `${text}\n`),
].join('\n');

if (process.argv.includes('--write')) writeFileSync(REPORT, report);
else if (!existsSync(REPORT) || readFileSync(REPORT, 'utf8') !== report)
  fail(
    'docs/api.txt is not what the code says; `npm run api` writes it: is every difference meant, and in CHANGELOG.md?',
  );
