import type { ImageAttributes } from '../../image/attributes.ts';
import type { ElementSource } from '../../image/element-source.ts';

/** An image that a report may show: its attributes, and its frames when they are asked for. A file that was read has all of this. */
export interface ReportImage {
  readonly attributes: ImageAttributes;
  /** How the bytes of `encodedFrame` are encoded. */
  readonly frameTransferSyntaxUID: string;
  /** The encoded bytes of one frame, 1-based. */
  encodedFrame(frame: number): Uint8Array | Promise<Uint8Array>;
  /** The data set, for the colour tables of a picture that has them. */
  readonly source: ElementSource;
}
