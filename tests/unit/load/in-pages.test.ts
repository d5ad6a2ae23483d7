import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPages } from '../../../src/load/in-pages.ts';

const SIZES = { pageSize: 10, most: 50 };
const self = (item: number): string => String(item);
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

test('all that a server lists is had, page after page, and no page more than that', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 49 }), async (count) => {
      const all = upTo(count);
      let asked = 0;
      const found = await inPages(
        (offset) => {
          asked += 1;
          return Promise.resolve(all.slice(offset, offset + SIZES.pageSize));
        },
        self,
        SIZES,
      );
      expect(found).toEqual({ items: all, isCut: false });
      expect(asked).toBe(Math.floor(count / SIZES.pageSize) + 1);
    }),
  );
});

test('of more than is taken it is said that there may be more', async () => {
  const all = upTo(80);
  const found = await inPages((offset) => Promise.resolve(all.slice(offset, offset + 10)), self, SIZES);
  expect(found).toEqual({ items: upTo(50), isCut: true });
});

test('a server that knows no offset isn’t asked on and on, and nothing comes twice', async () => {
  let asked = 0;
  const found = await inPages(
    () => {
      asked += 1;
      return Promise.resolve(upTo(10));
    },
    self,
    SIZES,
  );
  expect(found).toEqual({ items: upTo(10), isCut: true });
  expect(asked).toBe(2);
});
