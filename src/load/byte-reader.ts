/** Bytes of a data set and the way numbers are written in them. */
export interface DataSetBytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly explicit: boolean;
}

export const dataSetBytes = (bytes: Uint8Array, littleEndian: boolean, explicit: boolean): DataSetBytes => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  littleEndian,
  explicit,
});

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));
const hex16 = (value: number): string => `${HEX[value >> 8] ?? ''}${HEX[value & 0xff] ?? ''}`;

/** Group and element as eight hexadecimal digits. */
export const tagAt = ({ view, littleEndian }: DataSetBytes, at: number): string =>
  hex16(view.getUint16(at, littleEndian)) + hex16(view.getUint16(at + 2, littleEndian));

const isUpperCase = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x41 && byte <= 0x5a;

/** The two letters of a value representation; null where the bytes can't be one. */
export const vrAt = ({ bytes }: Pick<DataSetBytes, 'bytes'>, at: number): string | null => {
  const first = bytes[at];
  const second = bytes[at + 1];
  return first !== undefined && second !== undefined && isUpperCase(first) && isUpperCase(second)
    ? String.fromCharCode(first, second)
    : null;
};
