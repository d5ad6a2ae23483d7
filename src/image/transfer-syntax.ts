/** What a transfer syntax says about the encoding of a data set and its pixels (PS3.5 A, PS3.6 A). */
export interface TransferSyntax {
  readonly name: string;
  readonly encapsulated: boolean;
  /** 'may' where only the attributes of the image can tell. */
  readonly lossy: 'no' | 'may' | 'yes';
  readonly video?: true;
}

const native = (name: string): TransferSyntax => ({ name, encapsulated: false, lossy: 'no' });
const encapsulated = (name: string, lossy: TransferSyntax['lossy']): TransferSyntax => ({
  name,
  encapsulated: true,
  lossy,
});
const video = (name: string): TransferSyntax => ({ name, encapsulated: true, lossy: 'yes', video: true });

export const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2';
export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
export const DEFLATED_LITTLE_ENDIAN = '1.2.840.10008.1.2.1.99';
export const EXPLICIT_BIG_ENDIAN = '1.2.840.10008.1.2.2';
export const ENCAPSULATED_UNCOMPRESSED = '1.2.840.10008.1.2.1.98';
export const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';
export const JPEG_LOSSLESS = '1.2.840.10008.1.2.4.57';
export const RLE = '1.2.840.10008.1.2.5';

const TRANSFER_SYNTAXES: ReadonlyMap<string, TransferSyntax> = new Map([
  [IMPLICIT_LITTLE_ENDIAN, native('Implicit VR Little Endian')],
  [EXPLICIT_LITTLE_ENDIAN, native('Explicit VR Little Endian')],
  [DEFLATED_LITTLE_ENDIAN, native('Deflated Explicit VR Little Endian')],
  [EXPLICIT_BIG_ENDIAN, native('Explicit VR Big Endian')],
  [ENCAPSULATED_UNCOMPRESSED, encapsulated('Encapsulated Uncompressed', 'no')],
  ['1.2.840.10008.1.2.8.1', encapsulated('Deflated Image Frame', 'no')],
  [RLE, encapsulated('RLE Lossless', 'no')],
  [JPEG_BASELINE, encapsulated('JPEG Baseline', 'yes')],
  ['1.2.840.10008.1.2.4.51', encapsulated('JPEG Extended', 'yes')],
  ['1.2.840.10008.1.2.4.53', encapsulated('JPEG Spectral Selection', 'yes')],
  ['1.2.840.10008.1.2.4.55', encapsulated('JPEG Full Progression', 'yes')],
  [JPEG_LOSSLESS, encapsulated('JPEG Lossless', 'no')],
  ['1.2.840.10008.1.2.4.70', encapsulated('JPEG Lossless SV1', 'no')],
  ['1.2.840.10008.1.2.4.80', encapsulated('JPEG-LS Lossless', 'no')],
  ['1.2.840.10008.1.2.4.81', encapsulated('JPEG-LS Near-lossless', 'yes')],
  ['1.2.840.10008.1.2.4.90', encapsulated('JPEG 2000 Lossless', 'no')],
  ['1.2.840.10008.1.2.4.91', encapsulated('JPEG 2000', 'may')],
  ['1.2.840.10008.1.2.4.92', encapsulated('JPEG 2000 Multi-component Lossless', 'no')],
  ['1.2.840.10008.1.2.4.93', encapsulated('JPEG 2000 Multi-component', 'may')],
  ['1.2.840.10008.1.2.4.110', encapsulated('JPEG XL Lossless', 'no')],
  ['1.2.840.10008.1.2.4.111', encapsulated('JPEG XL JPEG Recompression', 'yes')],
  ['1.2.840.10008.1.2.4.112', encapsulated('JPEG XL', 'may')],
  ['1.2.840.10008.1.2.4.201', encapsulated('HTJ2K Lossless', 'no')],
  ['1.2.840.10008.1.2.4.202', encapsulated('HTJ2K Lossless RPCL', 'no')],
  ['1.2.840.10008.1.2.4.203', encapsulated('HTJ2K', 'may')],
  ['1.2.840.10008.1.2.4.100', video('MPEG-2 Main Profile / Main Level')],
  ['1.2.840.10008.1.2.4.101', video('MPEG-2 Main Profile / High Level')],
  ['1.2.840.10008.1.2.4.102', video('MPEG-4 AVC/H.264 High Profile')],
  ['1.2.840.10008.1.2.4.103', video('MPEG-4 AVC/H.264 BD-compatible')],
  ['1.2.840.10008.1.2.4.104', video('MPEG-4 AVC/H.264 for 2D video')],
  ['1.2.840.10008.1.2.4.105', video('MPEG-4 AVC/H.264 for 3D video')],
  ['1.2.840.10008.1.2.4.106', video('MPEG-4 AVC/H.264 Stereo')],
  ['1.2.840.10008.1.2.4.107', video('HEVC/H.265 Main')],
  ['1.2.840.10008.1.2.4.108', video('HEVC/H.265 Main 10')],
]);

export const transferSyntax = (uid: string): TransferSyntax | undefined => TRANSFER_SYNTAXES.get(uid);
