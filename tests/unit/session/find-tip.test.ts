import { expect, test } from 'vitest';
import type { Position } from '../../../src/confirmation/record.ts';
import {
  acceptSuggestion,
  dismissSuggestions,
  examineTip,
  findTip,
  lookAtTrueEnd,
  takeAsEvidence,
} from '../../../src/session/find-tip.ts';
import type { PixelsOf } from '../../../src/session/suggestions.ts';
import { Session } from '../../../src/session/session.ts';
import { nearestSource, spaceOf } from '../../../src/session/space-of.ts';
import { plainCt } from '../../support/ct-phantoms.ts';
import { sourceOf } from '../../support/volume-series.ts';

/** The session's way from a click to a suggestion, on a small CT phantom. There is no worker in Node: the search runs where it is called. */

const phantom = plainCt({ size: [60, 56], depth: 40 });
const truth = { tip: phantom.tip };
const shaft = phantom.at(10);
const { source, pixelsOf }: { readonly source: ReturnType<typeof sourceOf>['source']; readonly pixelsOf: PixelsOf } =
  sourceOf(phantom.volume);

const begun = (): Session => {
  const session = new Session();
  session.useImages((uid) => {
    const frame = source.series.frames.find(({ instance }) => instance.sopInstanceUID === uid);
    return frame && { series: source.series, frame };
  });
  session.usePixels(pixelsOf);
  return session;
};

const markTip = (session: Session, position: readonly [number, number, number]): void => {
  const place = position as unknown as Position;
  const { frame } = nearestSource(source, position);
  session.dispatchIn(spaceOf(source, place), {
    kind: 'place-tip',
    position: place,
    sigma: 0.6,
    image: { sopInstanceUID: frame.instance.sopInstanceUID, frame: 1 },
  });
};

const apart = (a: readonly number[] | undefined, b: readonly number[]): number =>
  Math.hypot(...b.map((value, k) => value - (a?.[k] ?? NaN)));

test('what is found from the shaft is marked when it is accepted, in one step with its method and its shaft', async () => {
  const session = begun();
  await findTip(session, nearestSource(source, shaft), shaft as unknown as Position);
  expect(apart(session.suggestions.peek()?.ends?.[0]?.tip, truth.tip)).toBeLessThan(0.75);
  expect(session.active.peek()).toBeNull();
  expect(acceptSuggestion(session)).toBe(true);
  const record = session.active.peek();
  expect(record?.tip).toMatchObject({ evidence: 'image', method: { name: 'line-trace-end-fit' } });
  expect(record?.shaft).toHaveLength(1);
  expect(session.suggestions.peek()).toBeNull();
  session.undo();
  expect(session.active.peek()).toBeNull();
});

test('a mark on the shaft is contradicted, told among the caveats, and stays as it is', async () => {
  const session = begun();
  await session.ready();
  markTip(session, shaft);
  const before = session.active.peek();
  await examineTip(session);
  const result = session.examined.peek()?.result;
  expect(result).toMatchObject({ verdict: 'contradicted' });
  if (!result || 'kind' in result) throw new Error('nothing was seen');
  expect(Math.abs((result.beyond ?? NaN) - apart(shaft, truth.tip))).toBeLessThan(1);
  expect(session.active.peek()).toBe(before);
  const codes = (): readonly string[] => session.assessment.peek()?.caveats.map(({ code }) => code) ?? [];
  expect(codes()).toContain('tip-contradicted');
  expect(takeAsEvidence(session)).toBe(false);
  // A person who confirms it all the same is told so all the same; another place has not been looked at.
  session.dispatch({ kind: 'confirm-tip' });
  expect(codes()).toContain('tip-contradicted');
  lookAtTrueEnd(session);
  expect(apart(session.suggestions.peek()?.ends?.[0]?.tip, truth.tip)).toBeLessThan(0.75);
  dismissSuggestions(session);
  markTip(session, truth.tip);
  expect(codes()).not.toContain('tip-contradicted');
});

test('the pixels become the evidence of a mark when the reader takes them as such, and not that of a person', async () => {
  const session = begun();
  markTip(session, truth.tip);
  await examineTip(session);
  expect(session.active.peek()?.tip?.evidence).toBe('none');
  expect(takeAsEvidence(session)).toBe(true);
  expect(session.active.peek()?.tip?.evidence).toBe('image');
  session.dispatch({ kind: 'confirm-tip' });
  expect(takeAsEvidence(session)).toBe(true);
  expect(session.active.peek()?.tip?.evidence).toBe('person');
});

test('images that are not in memory are not fetched for a mark that nobody asked about', async () => {
  const session = begun();
  session.usePixels((_series, _indices, { isThere }) =>
    isThere === true ? Promise.resolve(null) : Promise.reject(new Error('fetched')),
  );
  markTip(session, truth.tip);
  expect(await examineTip(session, { isThere: true })).toBe(false);
  expect(session.examined.peek()).toBeNull();
  await examineTip(session);
  expect(session.examined.peek()?.result).toMatchObject({ kind: 'nothing' });
});

test('a newer search ends the older, and one that is dismissed says nothing any more', async () => {
  const session = begun();
  const first = findTip(session, nearestSource(source, shaft), shaft as unknown as Position);
  const second = findTip(session, nearestSource(source, truth.tip), truth.tip as unknown as Position);
  await Promise.all([first, second]);
  expect(session.suggestions.peek()?.ends).not.toBeNull();
  const third = findTip(session, nearestSource(source, shaft), shaft as unknown as Position);
  dismissSuggestions(session);
  await third;
  expect(session.suggestions.peek()).toBeNull();
});

test('where one may only look nothing is sought and nothing marked', async () => {
  const session = begun();
  session.setReadOnly(true);
  await findTip(session, source, shaft as unknown as Position);
  expect(session.suggestions.peek()).toBeNull();
  expect(acceptSuggestion(session)).toBe(false);
});
