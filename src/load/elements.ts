import { tagAt, vrAt, type DataSetBytes } from './byte-reader.ts';

/**
 * Where the elements of a data set lie (PS3.5 chapter 7). Written for hostile input: one pass, no recursion, nothing is read before its
 * bounds are known, nesting is limited. Sequences are stepped over and looked into only when somebody asks for their items.
 */
export interface ElementPlace {
  readonly tag: string;
  /** Undefined in implicit VR. */
  readonly vr: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly undefinedLength: boolean;
  /** Its items are written in implicit VR although the data set isn't: an element re-written as UN (PS3.5 6.2.2). */
  readonly implicitItems: boolean;
}

export interface ElementTable {
  readonly elements: ReadonlyMap<string, ElementPlace>;
  /** The element that reaches beyond the end, with what is there of it. */
  readonly cutOff: ElementPlace | undefined;
  /** Why reading stopped early. */
  readonly problem: string | undefined;
}

const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 'FFFEE000';
const ITEM_END = 'FFFEE00D';
const SEQUENCE_END = 'FFFEE0DD';
/** Representations whose length takes two bytes; all others, those to come included, take four (PS3.5 7.1.2). */
const SHORT_LENGTH: ReadonlySet<string> = new Set(
  'AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '),
);

/** Levels of sequences and items inside each other; reports of real scanners have about twenty. */
const MAX_NESTING = 128;

/** Pixel data are the last that is of interest; what comes after is padding and signatures. */
const PIXEL_DATA_TAGS: ReadonlySet<string> = new Set(['7FE00008', '7FE00009', '7FE00010']);

interface Header {
  readonly tag: string;
  readonly vr: string | undefined;
  readonly length: number;
  readonly start: number;
}

const headerAt = (data: DataSetBytes, at: number, end: number): Header | null => {
  if (at + 8 > end) return null;
  const tag = tagAt(data, at);
  const vr = data.explicit && !tag.startsWith('FFFE') ? vrAt(data, at + 4) : null;
  // An element without a representation inside explicit VR is a known fault of writers; such an element has a four byte length.
  if (vr === null) return { tag, vr: undefined, length: data.view.getUint32(at + 4, data.littleEndian), start: at + 8 };
  if (SHORT_LENGTH.has(vr)) return { tag, vr, length: data.view.getUint16(at + 6, data.littleEndian), start: at + 8 };
  if (at + 12 > end) return null;
  return { tag, vr, length: data.view.getUint32(at + 8, data.littleEndian), start: at + 12 };
};

const asImplicit = (data: DataSetBytes): DataSetBytes => ({ ...data, explicit: false });

interface Extent {
  /** First byte after the value. */
  readonly end: number;
  /** First byte after the value and its delimiter. */
  readonly next: number;
}

/** Steps over the items of a sequence of undefined length, or the elements of such an item, to the matching delimiter. A text says what went wrong. */
const undefinedExtent = (data: DataSetBytes, start: number, limit: number, isItem: boolean): Extent | string => {
  const open: { readonly isItem: boolean; readonly data: DataSetBytes }[] = [{ isItem, data }];
  let at = start;
  for (;;) {
    const inner = open.at(-1);
    if (inner === undefined) return 'unbalanced delimiters';
    const header = headerAt(inner.data, at, limit);
    if (header === null) return 'a value of undefined length has no end';
    if (header.tag === ITEM_END || header.tag === SEQUENCE_END) {
      const endsSequence = header.tag === SEQUENCE_END;
      if (endsSequence && inner.isItem) {
        // The item's own delimiter is missing.
        if (open.length === 1) return { end: at, next: at };
        open.pop();
      }
      if (endsSequence || inner.isItem) open.pop();
      if (open.length === 0) return { end: at, next: header.start };
      at = header.start;
      continue;
    }
    if (header.length !== UNDEFINED_LENGTH) {
      if (header.length > limit - header.start) return 'an item reaches beyond the end';
      at = header.start + header.length;
      continue;
    }
    if (open.length >= MAX_NESTING) return 'sequences are nested too deep';
    open.push({ isItem: header.tag === ITEM, data: header.vr === 'UN' ? asImplicit(inner.data) : inner.data });
    at = header.start;
  }
};

/** Finds the elements between `start` and `end`. `stopAt` may end the walk early, as for one group of elements. */
export const elementsOf = (
  data: DataSetBytes,
  start: number,
  end: number,
  stopAt: (tag: string) => boolean = () => false,
): ElementTable & { readonly at: number } => {
  const elements = new Map<string, ElementPlace>();
  const done = (at: number, problem?: string, cutOff?: ElementPlace): ElementTable & { readonly at: number } => ({
    elements,
    cutOff,
    problem,
    at,
  });
  let at = start;
  while (at < end) {
    const header = headerAt(data, at, end);
    if (header === null) return done(at, isPadding(data.bytes, at, end) ? undefined : 'the last element is cut off');
    if (stopAt(header.tag)) return done(at);
    if (header.tag === ITEM_END || header.tag === SEQUENCE_END) {
      at = header.start;
      continue;
    }
    if (header.tag === '00000000' && isPadding(data.bytes, at, end)) return done(at);
    const undefinedLength = header.length === UNDEFINED_LENGTH;
    const implicitItems = header.vr === 'UN' || (header.vr === undefined && data.explicit);
    const extent = undefinedLength
      ? undefinedExtent(header.vr === 'UN' ? asImplicit(data) : data, header.start, end, false)
      : { end: header.start + header.length, next: header.start + header.length };
    const place = { tag: header.tag, vr: header.vr, start: header.start, undefinedLength, implicitItems };
    if (typeof extent === 'string') return done(at, extent, { ...place, end });
    if (extent.end > end) return done(at, 'an element reaches beyond the end', { ...place, end });
    if (!elements.has(header.tag)) elements.set(header.tag, { ...place, end: extent.end });
    at = extent.next;
    if (PIXEL_DATA_TAGS.has(header.tag)) return done(at);
  }
  return done(at);
};

const isPadding = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (bytes[at] !== 0) return false;
  return true;
};

/** More items than any sequence that is read has; one per frame. */
const MAX_ITEMS = 65_536;

/** Where the items of a sequence, or the fragments of encapsulated pixel data, lie. What can't be read any more is left out. */
export const itemsOf = (
  data: DataSetBytes,
  sequence: Pick<ElementPlace, 'start' | 'end'>,
  limit = MAX_ITEMS,
): { readonly items: readonly ItemPlace[]; readonly isWhole: boolean } => {
  const items: ItemPlace[] = [];
  let at = sequence.start;
  while (at + 8 <= sequence.end && items.length < limit) {
    const header = headerAt(data, at, sequence.end);
    if (header === null || header.tag === SEQUENCE_END) return { items, isWhole: true };
    if (header.tag !== ITEM) return { items, isWhole: false };
    if (header.length !== UNDEFINED_LENGTH) {
      const end = header.start + header.length;
      if (end > sequence.end) return { items, isWhole: false };
      items.push({ header: at, start: header.start, end });
      at = end;
      continue;
    }
    const extent = undefinedExtent(data, header.start, sequence.end, true);
    if (typeof extent === 'string') return { items, isWhole: false };
    items.push({ header: at, start: header.start, end: extent.end });
    at = extent.next;
  }
  return { items, isWhole: at >= sequence.end };
};

export interface ItemPlace {
  readonly header: number;
  readonly start: number;
  readonly end: number;
}
