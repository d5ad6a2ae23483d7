import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Every file of the source below a folder of `src`. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));

interface Source {
  readonly path: string;
  readonly tree: ts.SourceFile;
}

const trees = new Map<string, ts.SourceFile>();

/** Each file is read once, for whoever asks. */
const treeOf = (path: string): ts.SourceFile => {
  const tree = trees.get(path) ?? ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  trees.set(path, tree);
  return tree;
};

const sourceTrees = (without: RegExp, inFiles = /./): readonly Source[] =>
  filesBelow('src')
    .filter((path) => !without.test(path) && inFiles.test(path))
    .map((path) => ({ path, tree: treeOf(path) }));

/** Stands in a template for what isn't known before the program runs. */
const FILLED = '7';

/** What names of constants stand for. */
type Constants = ReadonlyMap<string, readonly string[]>;

const combined = (heads: readonly string[], tails: readonly string[]): readonly string[] =>
  heads.flatMap((head) => tails.map((tail) => head + tail));

/** What an expression says: every branch of a choice, and each template with its values filled. Null for what isn't written there. */
const textsOf = (node: ts.Expression, constants: Constants): readonly string[] | null => {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression, constants);
  if (ts.isConditionalExpression(node)) {
    const branches = [textsOf(node.whenTrue, constants), textsOf(node.whenFalse, constants)];
    return branches.every((one) => one === null) ? null : branches.flatMap((one) => one ?? []);
  }
  if (ts.isIdentifier(node)) return constants.get(node.text) ?? null;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textsOf(node.left, constants), textsOf(node.right, constants)];
    return left && right && combined(left, right);
  }
  if (!ts.isTemplateExpression(node)) return null;
  return node.templateSpans.reduce<readonly string[]>(
    (texts, span) => {
      const said = textsOf(span.expression, constants) ?? [FILLED];
      return combined(combined(texts, said), [span.literal.text]);
    },
    [node.head.text],
  );
};

/** Tells the texts that stand as the argument `at` (from 0) of calls whose function's name matches. */
export type TextsInCalls = (called: RegExp, at: number, inFiles?: RegExp) => readonly string[];

/** Reads the source once, but what is named by a part of its path. */
export const textsInCalls = (without: RegExp): TextsInCalls => {
  const constants = new Map<string, readonly string[]>();
  const calls: { readonly path: string; readonly name: string; readonly call: ts.CallExpression }[] = [];
  for (const { path, tree } of sourceTrees(without)) {
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) calls.push({ path, name: node.expression.getText(tree), call: node });
      else if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
        if (/^[A-Z_]+$/.test(node.name.text) && ts.isStringLiteralLike(node.initializer))
          constants.set(node.name.text, [node.initializer.text]);
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return (called, at, inFiles = /./) => {
    const found = calls
      .filter(({ path, name }) => inFiles.test(path) && called.test(name))
      .flatMap(({ call }) => {
        const argument = call.arguments[at];
        return (argument && textsOf(argument, constants)) ?? [];
      });
    return [...new Set(found)];
  };
};

const hasText = (texts: readonly string[] | null): texts is readonly string[] => texts !== null && texts.length > 0;

/** The constants of a file whose texts stand in it, also those of a choice: `isVoid ? 'void' : 'device'`. */
const constantsOf = (tree: ts.SourceFile): Constants => {
  const constants = new Map<string, readonly string[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      const texts = textsOf(node.initializer, constants);
      if (hasText(texts)) constants.set(node.name.text, [...(constants.get(node.name.text) ?? []), ...texts]);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return constants;
};

/** What stands in the files that are looked at, as `expressionOf` picks it out of their nodes. */
const textsWhere =
  (without: RegExp, expressionOf: (node: ts.Node, tree: ts.SourceFile) => ts.Expression | null) =>
  (inFiles: RegExp): readonly string[] => {
    const found = new Set<string>();
    for (const { tree } of sourceTrees(without, inFiles)) {
      const constants = constantsOf(tree);
      const visit = (node: ts.Node): void => {
        const expression = expressionOf(node, tree);
        for (const text of (expression && textsOf(expression, constants)) ?? []) found.add(text);
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    return [...found];
  };

/** Tells the texts that stand as a member `message`, in files whose path matches. */
export const messagesIn = (without: RegExp): ((inFiles: RegExp) => readonly string[]) =>
  textsWhere(without, (node, tree) =>
    ts.isPropertyAssignment(node) && node.name.getText(tree) === 'message' ? node.initializer : null,
  );

/** A capital at its beginning and a full stop at its end. */
const SENTENCE = /^[A-Z].* .*\.$/s;

/** Tells every text that is a sentence, wherever it stands in files whose path matches. */
export const sentencesIn = (without: RegExp): ((inFiles: RegExp) => readonly string[]) => {
  const textsOfFiles = textsWhere(without, (node) =>
    ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) ? node : null,
  );
  return (inFiles) => textsOfFiles(inFiles).filter((text) => SENTENCE.test(text));
};
