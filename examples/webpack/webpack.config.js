import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const out = fileURLToPath(new URL('out', import.meta.url));
mkdirSync(out, { recursive: true });
copyFileSync(new URL('index.html', import.meta.url), `${out}/index.html`);

export default {
  mode: 'production',
  entry: './main.js',
  output: { path: out },
  resolve: {
    // vtk.js reaches a file that needs Node's `events`.
    alias: { xmlbuilder2: 'xmlbuilder2/lib/xmlbuilder2.min.js' },
    // Cornerstone's codecs name Node's modules and never reach them in a browser.
    fallback: { fs: false, path: false, url: false },
  },
  performance: { hints: false },
};
