import type { Window } from './window-level.ts';
import type { Text } from '../words/text.ts';

/** CT display windows (centre, width in HU), in the order of their number keys. Values as commonly taught; a reader may always drag to another. */
export interface WindowPreset extends Window {
  readonly name: Text;
}

export const CT_WINDOW_PRESETS: readonly WindowPreset[] = [
  { name: 'Soft tissue', center: 40, width: 400 },
  { name: 'Lung', center: -600, width: 1500 },
  { name: 'Liver', center: 90, width: 150 },
  { name: 'Bone', center: 480, width: 2500 },
  { name: 'Brain', center: 40, width: 80 },
  // Wide enough to see a metal needle and its surroundings at once: the end of the metal is lost in a soft-tissue window's bloom.
  { name: 'Needle', center: 900, width: 4000 },
];
