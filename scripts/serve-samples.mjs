import { copyFileSync, createReadStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const INDEX = 'index.json';

/**
 * What the page opens of the samples: their index, and the files that it lists. Drafts of teaching cases, truths and programs lie beside them, and would tell
 * the answers.
 *
 * @param {string} samples the folder of the samples
 * @returns {readonly string[]} paths in it
 */
export const servedSamples = (samples) => {
  const { samples: cases = [], sets = [] } = JSON.parse(readFileSync(join(samples, INDEX), 'utf8'));
  const files = [...cases, ...sets].flatMap(
    /** @param {{ folder: string, files: string[] }} one */
    ({ folder, files: named }) => named.map((file) => posix.join(folder, file)),
  );
  return [...new Set([INDEX, ...files])];
};

/**
 * A plugin for Vite: the samples stand beside the page, as they lie in the repository.
 *
 * @param {string} samples the folder of the samples
 * @param {string} built what is built
 * @returns {import('vite').Plugin}
 */
export const serveSamples = (samples, built) => ({
  name: 'serve-samples',
  writeBundle: () => {
    for (const path of servedSamples(samples)) {
      mkdirSync(dirname(join(built, path)), { recursive: true });
      copyFileSync(join(samples, path), join(built, path));
    }
  },
  configureServer: ({ middlewares }) => {
    middlewares.use((request, response, next) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://page').pathname).slice(1);
      if (!servedSamples(samples).includes(path)) {
        next();
        return;
      }
      response.setHeader('Content-Type', path.endsWith('.json') ? 'application/json' : 'application/octet-stream');
      createReadStream(join(samples, path)).pipe(response);
    });
  },
});
