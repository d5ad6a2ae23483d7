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

const sourceTrees = (without: RegExp): readonly Source[] =>
  filesBelow('src')
    .filter((path) => !without.test(path))
    .map((path) => ({
      path,
      tree: ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true),
    }));

/** Stands in a template for what isn't known before the program runs. */
const FILLED = '7';

const combined = (heads: readonly string[], tails: readonly string[]): readonly string[] =>
  heads.flatMap((head) => tails.map((tail) => head + tail));

/** What an expression says: every branch of a choice, and each template with its values filled. Null for what isn't written there. */
const textsOf = (node: ts.Expression, constants: ReadonlyMap<string, string>): readonly string[] | null => {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression, constants);
  if (ts.isConditionalExpression(node)) {
    const branches = [textsOf(node.whenTrue, constants), textsOf(node.whenFalse, constants)];
    return branches.every((one) => one === null) ? null : branches.flatMap((one) => one ?? []);
  }
  if (ts.isIdentifier(node)) {
    const text = constants.get(node.text);
    return text === undefined ? null : [text];
  }
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
  const constants = new Map<string, string>();
  const calls: { readonly path: string; readonly name: string; readonly call: ts.CallExpression }[] = [];
  for (const { path, tree } of sourceTrees(without)) {
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) calls.push({ path, name: node.expression.getText(tree), call: node });
      else if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
        if (/^[A-Z_]+$/.test(node.name.text) && ts.isStringLiteralLike(node.initializer))
          constants.set(node.name.text, node.initializer.text);
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

/** Tells the texts that stand as a member `message`, in files whose path matches. */
export const messagesIn =
  (without: RegExp) =>
  (inFiles: RegExp): readonly string[] => {
    const found = new Set<string>();
    for (const { path, tree } of sourceTrees(without)) {
      if (!inFiles.test(path)) continue;
      const visit = (node: ts.Node): void => {
        if (ts.isPropertyAssignment(node) && node.name.getText(tree) === 'message')
          for (const text of textsOf(node.initializer, new Map()) ?? []) found.add(text);
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    return [...found];
  };
