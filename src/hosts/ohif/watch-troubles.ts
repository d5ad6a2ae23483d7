import { effect, untracked, type Signal } from '@preact/signals-core';
import type { CornerstoneInstances } from '../../tools/create-tools.ts';
import { isOfSeveralPatients, SEVERAL_PATIENTS } from './arrangements.ts';
import { hasSecondCornerstone, SECOND_CORNERSTONE, versionTrouble } from './host-troubles.ts';
import type { StudyImages } from './study-images.ts';

/** What troubles are looked for in. */
export interface Watched {
  readonly instances: CornerstoneInstances;
  readonly images: Pick<StudyImages, 'series'>;
  /** Whether the panel's elements are ours. */
  readonly ownPanel: boolean;
}

/**
 * Keeps what makes marks doubtful here, one line each. Another Cornerstone may come any time: it is looked for whenever somebody presses. Returns
 * what ends it.
 */
export const watchTroubles = (
  { instances, images, ownPanel }: Watched,
  troubles: Signal<readonly string[]>,
): (() => void) => {
  const look = (): void => {
    const found = [
      ...[versionTrouble((instances.core as { readonly version?: unknown }).version)].flatMap((text) => text ?? []),
      ...(hasSecondCornerstone(instances) ? [SECOND_CORNERSTONE] : []),
      ...(ownPanel ? [] : ['Another TipCheck is on this page, and its panel stands here. Load only one of them.']),
      ...(isOfSeveralPatients(images.series.peek()) ? [SEVERAL_PATIENTS] : []),
    ];
    if (JSON.stringify(found) !== JSON.stringify(troubles.peek())) troubles.value = found;
  };
  document.addEventListener('pointerdown', look, true);
  const stop = effect(() => {
    void images.series.value;
    untracked(look);
  });
  return () => {
    stop();
    document.removeEventListener('pointerdown', look, true);
  };
};
