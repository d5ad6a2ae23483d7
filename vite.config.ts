import { defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';
import { codecsWithoutWasm } from './scripts/codecs-without-wasm.mjs';
import { keepSiteSettings } from './scripts/keep-site-settings.mjs';
import { serveSamples } from './scripts/serve-samples.mjs';

const BUILT = fileURLToPath(new URL('build/demo', import.meta.url));
const SAMPLES = fileURLToPath(new URL('sample-data', import.meta.url));
const LOADER = '@cornerstonejs/dicom-image-loader > ';

/** The page behind `npm start`. The library is built by scripts/build-library.mjs. */
export default defineConfig({
  root: 'demo',
  base: './',
  publicDir: false,
  plugins: [codecsWithoutWasm(), keepSiteSettings(BUILT), serveSamples(SAMPLES, BUILT)],
  worker: { format: 'es', plugins: () => [codecsWithoutWasm()] },
  resolve: {
    alias: {
      // vtk.js reaches xmlbuilder2, whose main file needs Node's `events`; without this the built page dies at load.
      xmlbuilder2: 'xmlbuilder2/lib/xmlbuilder2.min.js',
    },
    dedupe: ['@cornerstonejs/core', '@cornerstonejs/tools'],
  },
  optimizeDeps: {
    // Pre-bundling would lose the loader's worker; its CommonJS codecs must be pre-bundled all the same.
    exclude: ['@cornerstonejs/dicom-image-loader'],
    include: [
      'dicom-parser',
      '@cornerstonejs/core',
      '@cornerstonejs/tools',
      '@cornerstonejs/metadata',
      `${LOADER}@cornerstonejs/codec-openjpeg/decodewasmjs`,
      `${LOADER}@cornerstonejs/codec-charls/decodewasmjs`,
      `${LOADER}@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs`,
      `${LOADER}@cornerstonejs/codec-openjph/wasmjs`,
      `${LOADER}@cornerstonejs/jpeg-lossless-decoder-js`,
      `${LOADER}comlink`,
      `${LOADER}pako`,
      `${LOADER}uuid`,
    ],
  },
  build: { outDir: BUILT, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 6000 },
});
