export declare const encodeJpegLs: (
  pixels: Uint8Array | Uint16Array | Int16Array,
  columns: number,
  rows: number,
  bitsStored: number,
) => Uint8Array;

export declare const decodeJpegLs: (encoded: Uint8Array, bytesPerSample: 1 | 2) => Uint8Array | Uint16Array;
