import { createRequire } from 'node:module';

/**
 * Where a content security policy keeps WebAssembly from being compiled, pictures are decoded by the same codecs compiled to JavaScript: several
 * times slower, and no directive more is needed. They are fetched only there, and only for a picture that needs one.
 */
const loader = createRequire(import.meta.resolve('@cornerstonejs/dicom-image-loader/package.json'));

/** What the loader imports → the same codec without WebAssembly. JPEG XL has none. */
const CODECS = {
  '@cornerstonejs/codec-charls/decodewasmjs': '@cornerstonejs/codec-charls/decode',
  '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs': '@cornerstonejs/codec-libjpeg-turbo-8bit/decode',
  '@cornerstonejs/codec-openjpeg/decodewasmjs': '@cornerstonejs/codec-openjpeg/decode',
  // OpenJPH comes as WebAssembly alone; OpenJPEG reads high-throughput streams as well.
  '@cornerstonejs/codec-openjph/wasmjs': '@cornerstonejs/codec-openjpeg/decode',
};

/** OpenJPEG's decoder with the methods that the loader calls on OpenJPH's. */
const AS_OPENJPH = `.then((codec) => ({ ...codec, HTJ2KDecoder: class {
  #decoder = new codec.J2KDecoder();
  getEncodedBuffer(size) { return this.#decoder.getEncodedBuffer(size); }
  decodeSubResolution(level) { this.#decoder.decodeSubResolution(level, 0); }
  getFrameInfo() { return this.#decoder.getFrameInfo(); }
  getDecodedBuffer() { return this.#decoder.getDecodedBuffer(); }
  getImageOffset() { return this.#decoder.getImageOffset(); }
  getNumDecompositions() { return this.#decoder.getNumDecompositions(); }
  getNumLayers() { return this.#decoder.getNumLayers(); }
  getProgressionOrder() { return this.#decoder.getProgressionOrder(); }
  getIsReversible() { return this.#decoder.getIsReversible(); }
  getBlockDimensions() { return this.#decoder.getBlockDimensions(); }
  getTileSize() { return this.#decoder.getTileSize(); }
  getTileOffset() { return this.#decoder.getTileOffset(); }
} }))`;

const VIRTUAL = '\0tipcheck-codec:';

/** The smallest module there is: its eight bytes of magic number and version. */
const codeOf = (name, plain) => `import withWebAssembly from ${JSON.stringify(loader.resolve(name))};
const compiles = () => {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return true;
  } catch {
    return false;
  }
};
export default (options) => compiles()
  ? withWebAssembly(options)
  : import(${JSON.stringify(loader.resolve(plain))}).then((module) => (module.default ?? module)())${name.includes('openjph') ? AS_OPENJPH : ''};
`;

/** @returns {import('vite').Plugin} for pages and their workers */
export const codecsWithoutWasm = () => ({
  name: 'tipcheck-codecs-without-wasm',
  apply: 'build',
  enforce: 'pre',
  resolveId(id) {
    return id in CODECS ? VIRTUAL + id : null;
  },
  load(id) {
    const name = id.startsWith(VIRTUAL) ? id.slice(VIRTUAL.length) : null;
    return name === null ? null : codeOf(name, CODECS[name]);
  },
});
