import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'tipcheck.json';

/**
 * A plugin for Vite: a site's settings that lie beside the built page are still there when it was built anew, which empties the folder.
 *
 * @param {string} folder what is built
 * @returns {import('vite').Plugin}
 */
export const keepSiteSettings = (folder) => {
  const path = join(folder, NAME);
  /** @type {Buffer | null} */
  let kept = null;
  return {
    name: 'keep-site-settings',
    apply: 'build',
    buildStart: () => {
      kept = existsSync(path) ? readFileSync(path) : null;
    },
    closeBundle: () => {
      if (kept && !existsSync(path)) writeFileSync(path, kept);
    },
  };
};
