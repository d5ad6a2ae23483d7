import { textOf, type ElementSource } from './element-source.ts';
import type { AttributeName } from './dictionary.ts';

/** A Modality or VOI LUT as the file has it (PS3.3 C.11.1, C.11.2), to be handed on word for word. */
export interface LookupTable {
  /** Entries (0 for 65 536), first value mapped, bits of an entry. */
  readonly descriptor: readonly [entries: number, first: number, bits: number];
  /** Entries of eight bits may stand two in a word. */
  readonly words: Uint16Array;
  /** What values of a Modality LUT are of: HU, OD, US (unspecified), … */
  readonly type: string | undefined;
  readonly explanation: string | undefined;
}

/** The first table of a sequence; undefined where there is none or entries are missing. */
export const lookupTableOf = (
  source: ElementSource,
  sequence: AttributeName & ('ModalityLUTSequence' | 'VOILUTSequence'),
): LookupTable | undefined => {
  const item = source.items(sequence)?.[0];
  const [entries, first, bits] = item?.numbers('LUTDescriptor') ?? [];
  const words = item?.numbers('LUTData');
  if (!item || !words || entries === undefined || first === undefined || bits === undefined) return undefined;
  const count = entries === 0 ? 65_536 : entries;
  if (words.length < (bits <= 8 ? Math.ceil(count / 2) : count) || !words.every(Number.isFinite)) return undefined;
  return {
    descriptor: [entries, first, bits],
    words: Uint16Array.from(words),
    type: textOf(item, 'ModalityLUTType'),
    explanation: textOf(item, 'LUTExplanation'),
  };
};
