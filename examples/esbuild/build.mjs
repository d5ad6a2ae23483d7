import { cp, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const fileOf = (specifier) => fileURLToPath(import.meta.resolve(specifier));
const LOADER = dirname(fileOf('@cornerstonejs/dicom-image-loader'));

/** Cornerstone's codecs are found by `new URL('package/codec', import.meta.url)`, which esbuild leaves as it is: here they become files of the build. */
const codecs = {
  name: 'codecs',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]dicom-image-loader[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const imports = [];
      const contents = text.replace(/new URL\('(@cornerstonejs\/[^']+)', import\.meta\.url\)/g, (_, codec) => {
        imports.push(`import codec${imports.length} from '${codec}';`);
        return `new URL(codec${imports.length - 1}, import.meta.url)`;
      });
      return { contents: `${imports.join('')}${contents}`, loader: 'js' };
    });
  },
};

await build({
  entryPoints: {
    main: 'main.js',
    // A worker of Cornerstone's, found beside the file that starts it.
    decodeImageFrameWorker: join(LOADER, 'decodeImageFrameWorker.js'),
  },
  outdir: 'out/js',
  bundle: true,
  format: 'esm',
  splitting: true,
  minify: true,
  target: 'es2022',
  plugins: [codecs],
  loader: { '.wasm': 'file' },
  // Node's modules are never reached in a browser.
  external: ['fs', 'path', 'url'],
  // vtk.js reaches a file that needs Node's `events`.
  alias: { xmlbuilder2: 'xmlbuilder2/lib/xmlbuilder2.min.js' },
});
await cp('index.html', 'out/index.html');
// TipCheck's own workers, likewise beside its files: `../assets` from there.
await cp(join(dirname(fileOf('tipcheck')), 'assets'), 'out/assets', { recursive: true });
