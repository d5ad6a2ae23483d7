import { expect, test } from 'vitest';
import { pairOf, shownProjections } from '../../../../src/hosts/ohif/shown-projections.ts';
import { groupSeries } from '../../../../src/image/series.ts';
import type { ImageAttributes } from '../../../../src/image/attributes.ts';
import type { ImageSource } from '../../../../src/session/space-of.ts';
import type { CornerstoneInstances } from '../../../../src/tools/create-tools.ts';
import { ct, us, xa } from '../../../support/images.ts';
import type { Elements } from '../../../support/part10.ts';

const run = (uid: string, more: Elements = {}): ImageAttributes =>
  xa({ '00080018': ['UI', uid], '0020000E': ['UI', `${uid}.9`], ...more });

const sourceOf = (image: ImageAttributes): ImageSource => {
  const [series] = groupSeries([image]);
  const [frame] = series?.frames ?? [];
  if (!series || !frame) throw new Error('no images');
  return { series, frame };
};

interface Place {
  readonly id: string;
  readonly image: ImageAttributes;
  readonly left: number;
  readonly top: number;
  readonly isConnected?: boolean;
}

const GRID = ['a', 'b', 'c'];

/** A host whose viewports stand at these places, 100 px wide and high; what isn't in the grid is a thumbnail. */
const found = (...places: readonly Place[]) => {
  const asked: number[] = [];
  const viewports = places.map(({ id, image, left, top, isConnected = true }) => ({
    id,
    type: 'stack',
    element: { isConnected, getBoundingClientRect: () => ({ left, top, height: 100, width: 100 }) },
    getCornerstoneImage: () => ({ imageId: image.sopInstanceUID }),
    getImageIds: () => ['another', image.sopInstanceUID],
    setImageIdIndex: (index: number) => asked.push(index),
  }));
  const core = { getRenderingEngines: () => [{ getViewports: () => viewports }] };
  const sources = new Map(places.map(({ image }) => [image.sopInstanceUID, sourceOf(image)]));
  const shown = shownProjections(
    { core } as unknown as CornerstoneInstances,
    { getState: () => ({ viewports: new Map(GRID.map((id) => [id, {}])) }) },
    { frameOf: (imageId) => sources.get(imageId) },
  );
  return { shown, asked, uids: shown.map(({ source }) => source.frame.instance.sopInstanceUID) };
};

const [one, other] = [run('1.2.31'), run('1.2.32')];

test('two X-ray views are a pair, read from the left and from the top, whatever else is on the page', () => {
  const beside = found(
    { id: 'b', image: other, left: 400, top: 3 },
    { id: 'a', image: one, left: 0, top: 0 },
    { id: 'c', image: ct(1), left: 800, top: 0 },
    { id: 'a-thumbnail', image: run('1.2.33'), left: 0, top: 0 },
    { id: 'c', image: run('1.2.34'), left: 0, top: 0, isConnected: false },
  );
  expect(beside.uids).toEqual(['1.2.31', '1.2.32']);
  expect(pairOf(beside.shown)).toEqual(beside.shown);
  const under = found({ id: 'b', image: other, left: 0, top: 200 }, { id: 'a', image: one, left: 500, top: 0 });
  expect(under.uids).toEqual(['1.2.31', '1.2.32']);
});

test('a view goes to a frame that it has, and stays where it has none of it', () => {
  const { shown, asked } = found({ id: 'a', image: one, left: 0, top: 0 });
  shown[0]?.showFrame('1.2.31', 1);
  expect(asked).toEqual([1]);
  shown[0]?.showFrame('1.2.31', 2);
  shown[0]?.showFrame('1.2.99', 1);
  expect(asked).toEqual([1]);
});

test.each([
  ['one view', [one], 'Show two X-ray views'],
  ['an X-ray view beside ultrasound', [one, us({ '00080018': ['UI', '1.2.40'] })], 'Show two X-ray views'],
  ['three views', [one, other, run('1.2.33')], 'Show two X-ray views'],
  ['one run twice', [one, one], 'show the same X-ray run'],
  ['views of two patients', [one, run('1.2.35', { '00100020': ['LO', 'SOMEONE-ELSE'] })], 'of two patients'],
] as const)('%s can’t be marked together, and why is said', (_name, images, why) => {
  const { shown } = found(...images.map((image, at) => ({ id: GRID[at] ?? '', image, left: 100 * at, top: 0 })));
  expect(pairOf(shown)).toContain(why);
});
