import { codeOf, type ElementSource } from './element-source.ts';
import { transferSyntax } from './transfer-syntax.ts';

/** "Lossy Compression" as a derivation (PS3.16 CID 7203). */
const LOSSY_COMPRESSION = '113040';

/**
 * Whether the pixels were ever compressed with loss. LossyImageCompression says so even where they were compressed again without loss; some
 * writers leave it out and give the ratio, the method or the derivation alone. A syntax that may be either is taken as lossy unless the image
 * denies it.
 */
export const isLossy = (source: ElementSource, transferSyntaxUID: string | undefined): boolean => {
  const said = codeOf(source, 'LossyImageCompression');
  if (said === '01') return true;
  const bySyntax = transferSyntaxUID === undefined ? undefined : transferSyntax(transferSyntaxUID)?.lossy;
  if (bySyntax === 'yes' || (bySyntax === 'may' && said !== '00')) return true;
  const isDerivedSo = (source.items('DerivationCodeSequence') ?? []).some(
    (code) => codeOf(code, 'CodeValue') === LOSSY_COMPRESSION && codeOf(code, 'CodingSchemeDesignator') === 'DCM',
  );
  if (isDerivedSo || (source.numbers('LossyImageCompressionRatio') ?? []).some((ratio) => ratio > 1)) return true;
  return said !== '00' && codeOf(source, 'LossyImageCompressionMethod') !== undefined;
};
