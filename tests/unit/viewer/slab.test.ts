import { expect, test } from 'vitest';
import { shownSlab, slabText } from '../../../src/session/shown-slab.ts';
import { stepped } from '../../../src/viewer/slab.ts';

test('a slab grows by 1 mm up to 10 mm and by 5 mm beyond, and shrinks by the same steps', () => {
  expect([1, 9, 10, 15, 100].map((mm) => stepped(mm, 1))).toEqual([2, 10, 15, 20, 100]);
  expect([1, 2, 10, 15, 20].map((mm) => stepped(mm, -1))).toEqual([1, 1, 9, 10, 15]);
  expect([stepped(2.5, 1), stepped(2.5, -1), stepped(12, 1), stepped(12, -1)]).toEqual([3, 2, 15, 10]);
});

test('a viewport counts a slab from its middle: what it shows is twice as thick', () => {
  const viewport = { getSlabThickness: () => 5, getBlendMode: () => 1 };
  expect(shownSlab(viewport)).toEqual({ name: 'MIP', thicknessMm: 10 });
  expect(shownSlab({ ...viewport, getBlendMode: () => 2 })?.name).toBe('MinIP');
  // A host's own way of showing thick planes has no name here, but is as thick.
  expect(shownSlab({ ...viewport, getBlendMode: () => 0 })).toEqual({ name: 'Slab', thicknessMm: 10 });
  expect(slabText({ name: 'MIP', thicknessMm: 10 })).toBe('MIP 10 mm');
});

test('a plane, a stack and a viewport that tells nothing are no slabs', () => {
  expect(shownSlab({ getSlabThickness: () => 0.05, getBlendMode: () => 0 })).toBeNull();
  expect(shownSlab({})).toBeNull();
});
