import type { AttributeName } from './dictionary.ts';

/** Who reserves a block of private elements for us (docs/decisions/0007-dicom-objects.md). */
export const PRIVATE_CREATOR = 'TIPCHECK';

const GROUP = '0099';

/** Our private elements, in whichever block they are: the dictionary has the one in which we write them. */
const OWN: ReadonlySet<AttributeName> = new Set<AttributeName>(['TipCheckPrivateCreator', 'TipCheckRecord']);

/**
 * The tag that a private element of ours has in a data set; null for any other attribute. Who copies an object may have put the block
 * elsewhere, and what is in ours may be another's: whose a block is, its creator says (PS3.5 7.8.1).
 *
 * @param textAt the text of an element; undefined where there is none
 */
export const privateTagOf = (name: AttributeName, textAt: (tag: string) => string | undefined): string | null => {
  if (!OWN.has(name)) return null;
  for (let block = 0x10; block <= 0xff; block += 1) {
    const digits = block.toString(16).toUpperCase();
    if (textAt(`${GROUP}00${digits}`)?.trim() === PRIVATE_CREATOR)
      return name === 'TipCheckPrivateCreator' ? `${GROUP}00${digits}` : `${GROUP}${digits}01`;
  }
  return null;
};
