import { defineConfig } from 'vite';

const LOADER = '@cornerstonejs/dicom-image-loader > ';

export default defineConfig({
  worker: { format: 'es' },
  resolve: {
    // vtk.js reaches a file that needs Node's `events`: without this the page dies at load.
    alias: { xmlbuilder2: 'xmlbuilder2/lib/xmlbuilder2.min.js' },
    // One copy of each, also where a package is linked rather than installed: two share nothing with each other.
    dedupe: [
      '@cornerstonejs/core',
      '@cornerstonejs/tools',
      '@cornerstonejs/dicom-image-loader',
      '@cornerstonejs/metadata',
      '@kitware/vtk.js',
    ],
  },
  build: { target: 'es2022' },
  // The loader must not be bundled in advance, its CommonJS parts must be; else images never load in development.
  optimizeDeps: {
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
});
