import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The code block of a document that stands behind `<!-- tested: name -->`: what readers copy is what is run. */
export const documented = (document: string, name: string): string => {
  const text = readFileSync(`${ROOT}/${document}`, 'utf8');
  const block = new RegExp(`<!-- tested: ${name} -->\\s*\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (block === undefined) throw new Error(`${document} has no tested block named ${name}`);
  return block;
};
