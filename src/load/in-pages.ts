/** A list that a server gives in pages. */
export interface Paged<Item> {
  readonly items: readonly Item[];
  /** There may be more than was taken. */
  readonly isCut: boolean;
}

/**
 * All that a server lists, page after page (`limit` and `offset`, PS3.18 8.3.4.4), up to `most`. One that knows no offset gives the first page again,
 * by which it is known.
 */
export const inPages = async <Item>(
  page: (offset: number) => Promise<readonly Item[]>,
  keyOf: (item: Item) => string,
  { pageSize, most }: { readonly pageSize: number; readonly most: number },
): Promise<Paged<Item>> => {
  const found = new Map<string, Item>();
  for (let offset = 0; offset < most; offset += pageSize) {
    const items = await page(offset);
    const before = found.size;
    for (const item of items) found.set(keyOf(item), item);
    if (items.length < pageSize) return { items: [...found.values()], isCut: false };
    if (found.size === before) break;
  }
  return { items: [...found.values()], isCut: true };
};
