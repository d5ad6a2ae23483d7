import type { ElementSource } from './element-source.ts';

/** Shares of the output between which a table is taken as straight. */
const [LOW, HIGH] = [0.1, 0.9];

/**
 * The window that shows nearly what the first VOI LUT of an image shows (PS3.3 C.11.2): a straight line through the values at which the table
 * has risen by a tenth and by nine tenths. Undefined without a table that rises.
 */
export const windowOfVoiLut = (
  source: ElementSource,
): { readonly center: number; readonly width: number } | undefined => {
  const item = source.items('VOILUTSequence')?.[0];
  const [, first] = item?.numbers('LUTDescriptor') ?? [];
  const table = item?.numbers('LUTData');
  const [start, end] = [table?.[0], table?.at(-1)];
  if (first === undefined || table === undefined || start === undefined || end === undefined) return undefined;
  if (!(end > start)) return undefined;
  const reached = (share: number): number => table.findIndex((value) => value >= start + share * (end - start));
  const perShare = (reached(HIGH) - reached(LOW)) / (HIGH - LOW);
  if (!(perShare > 0)) return undefined;
  // Implicit VR has no room for the sign of the first value.
  const isSigned = source.numbers('PixelRepresentation')?.[0] === 1;
  const offset = isSigned && first >= 32_768 ? first - 65_536 : first;
  const middle = (reached(HIGH) + reached(LOW)) / 2;
  return { center: offset + middle, width: Math.max(1, perShare) };
};
