import type { ImageAttributes } from '../../image/attributes.ts';
import type { ElementSource } from '../../image/element-source.ts';
import { paletteOf, type Palette } from '../../image/palette.ts';
import type { EncodedFrame } from '../../image/frame-pixels.ts';

/** An image that a report may show: its attributes, and what its picture is made of when that is asked for. */
export interface ReportImage {
  readonly attributes: ImageAttributes;
  /** One frame, 1-based. */
  frame(frame: number): EncodedFrame | Promise<EncodedFrame>;
  /** Of a picture that has colour tables. */
  palette(): Palette | null | Promise<Palette | null>;
}

/** An image file that was read. */
export interface ReadImageFile {
  readonly attributes: ImageAttributes;
  readonly source: ElementSource;
  /** How the bytes of `encodedFrame` are encoded. */
  readonly frameTransferSyntaxUID: string;
  encodedFrame(frame: number): Uint8Array | Promise<Uint8Array>;
}

export const imageOfFile = (file: ReadImageFile): ReportImage => ({
  attributes: file.attributes,
  frame: async (frame) => ({ bytes: await file.encodedFrame(frame), transferSyntaxUID: file.frameTransferSyntaxUID }),
  palette: () => paletteOf(file.source),
});
