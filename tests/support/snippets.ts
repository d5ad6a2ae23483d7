import { readFileSync } from 'node:fs';
import { ROOT } from './documented.ts';

/** A block of code of a document. */
export interface Snippet {
  readonly document: string;
  /** Of its first line, from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** Why it can't be run by itself, as the comment before it says: `<!-- not run: … -->`. Null where it is run. */
  readonly notRun: string | null;
  /** The name by which a test of its own takes it: `<!-- tested: … -->`. */
  readonly tested: string | null;
}

/** The documents whose blocks are run. */
export const GUIDES = [
  'README.md',
  'docs/embedding.md',
  'docs/ohif.md',
  'docs/archive.md',
  'docs/profiles.md',
  'docs/records.md',
  'docs/reports.md',
  'docs/teaching.md',
] as const;

const NOT_RUN = /^<!-- not run: (.+) -->$/;
const TESTED = /^<!-- tested: (.+) -->$/;

export const snippetsOf = (document: string): readonly Snippet[] => {
  const lines = readFileSync(`${ROOT}/${document}`, 'utf8').split('\n');
  const found: Snippet[] = [];
  let before = '';
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const [, language] = /^```(\w+)$/.exec(line) ?? [];
    if (language === undefined) {
      if (line.trim() !== '') before = line.trim();
      continue;
    }
    const end = lines.indexOf('```', index + 1);
    const code = lines.slice(index + 1, end).join('\n');
    const [notRun, tested] = [NOT_RUN, TESTED].map((said) => said.exec(before)?.[1] ?? null);
    found.push({ document, line: index + 1, language, code, notRun: notRun ?? null, tested: tested ?? null });
    before = '';
    index = end;
  }
  return found;
};
