#!/usr/bin/env node
/** `npm run docs:pictures`: draws docs/pictures/ anew, from records as they are assessed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ROOT, say } from './setup.mjs';

const { module } = await runnerImport(join(ROOT, 'tests', 'support', 'pictures', 'pictures.ts'), {
  root: ROOT,
  configFile: false,
  logLevel: 'error',
});
const folder = join(ROOT, 'docs', 'pictures');
mkdirSync(folder, { recursive: true });
for (const { file, svg } of module.pictures()) writeFileSync(join(folder, file), svg);
say(`drawn: ${module.pictures().length} pictures in docs/pictures`);
