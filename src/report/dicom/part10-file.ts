import { IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME } from './equipment.ts';
import {
  element,
  EXPLICIT_LITTLE,
  joined,
  NOTHING,
  paddingOf,
  piecesOf,
  textBytes,
  together,
  type Pieces,
} from './write-element.ts';

/** What a file says of itself before its data set. */
export interface FileMeta {
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
  readonly transferSyntaxUID: string;
}

const PREAMBLE_BYTES = 128;
const PREFIX = Uint8Array.of(0x44, 0x49, 0x43, 0x4d);

/** A file (PS3.10 chapter 7) of an encoded data set, with file meta information of our own. */
export const part10File = (
  { sopClassUID, sopInstanceUID, transferSyntaxUID }: FileMeta,
  dataSet: Pieces,
): Uint8Array => {
  const meta = (
    [
      ['00020001', 'OB', piecesOf([Uint8Array.of(0, 1)])],
      ['00020002', 'UI', textBytes(sopClassUID)],
      ['00020003', 'UI', textBytes(sopInstanceUID)],
      ['00020010', 'UI', textBytes(transferSyntaxUID)],
      ['00020012', 'UI', textBytes(IMPLEMENTATION_CLASS_UID)],
      ['00020013', 'SH', textBytes(IMPLEMENTATION_VERSION_NAME)],
    ] as const
  ).map(([tag, vr, value]) => element(tag, vr, value, EXPLICIT_LITTLE, paddingOf(vr)) ?? NOTHING);
  const group = together(meta);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, group.length, true);
  return joined(
    together([
      piecesOf([new Uint8Array(PREAMBLE_BYTES), PREFIX]),
      element('00020000', 'UL', piecesOf([length]), EXPLICIT_LITTLE) ?? NOTHING,
      group,
      dataSet,
    ]),
  );
};
