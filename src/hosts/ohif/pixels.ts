import { effect, untracked } from '@preact/signals-core';
import type { Session } from '../../session/session.ts';
import { nearestSource } from '../../session/space-of.ts';
import type { CornerstoneInstances } from '../../tools/create-tools.ts';
import { decodedPixels } from '../decoded-pixels.ts';
import { followExamination } from '../follow-examination.ts';
import { showPlace } from './jump.ts';
import type { PlaceFinder } from './mark-places.ts';

/**
 * The session looks into the pixels that the host has: tips are found in them, and marks held against them; an end that is looked at comes onto the
 * screen. Returns what ends it.
 */
export const lookIntoPixels = (
  instances: CornerstoneInstances,
  session: Session,
  places: PlaceFinder,
): (() => void) => {
  session.usePixels(decodedPixels(instances.core, ({ frames }) => frames.map((frame) => places.imageIdOf(frame))));
  const stopExamining = followExamination(session);
  let shown: unknown = null;
  const stopFollowing = effect(() => {
    const suggestions = session.suggestions.value;
    const end = suggestions?.ends?.[suggestions.index];
    if (end === shown) return;
    shown = end;
    if (!suggestions || !end) return;
    const source = end.tip.length === 3 ? nearestSource(suggestions.source, end.tip) : suggestions.source;
    untracked(() => {
      const place = places.placeIn(source, end.tip);
      if (place) showPlace(place, instances);
    });
  });
  return () => {
    stopFollowing();
    stopExamining();
    session.usePixels(null);
  };
};
