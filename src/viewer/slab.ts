import type { Types } from '@cornerstonejs/core';
import type { CornerstoneLibraries } from './cornerstone.ts';

/** What a thick plane shows of each line of sight: its brightest or darkest place, or the mean. */
export type SlabBlend = 'mip' | 'minip' | 'average';

export interface Slab {
  readonly blend: SlabBlend;
  readonly thicknessMm: number;
}

export const SLAB_LIMITS_MM = { least: 1, most: 100 } as const;

/** The slab that is switched on where none was: in MR a device is a void. */
export const firstSlab = ({ modality }: { readonly modality: string }): Slab => ({
  blend: modality === 'MR' ? 'minip' : 'mip',
  thicknessMm: 10,
});

/** The next thickness: millimetre by millimetre up to 10 mm, then by 5 mm. */
export const stepped = (thicknessMm: number, by: 1 | -1): number => {
  const step = thicknessMm > 10 || (thicknessMm === 10 && by === 1) ? 5 : 1;
  // Upwards to the next step, downwards to the one before, also from a thickness between two.
  const steps = thicknessMm / step;
  const next = step * (by === 1 ? Math.floor(steps + 1e-9) + 1 : Math.ceil(steps - 1e-9) - 1);
  return Math.min(SLAB_LIMITS_MM.most, Math.max(SLAB_LIMITS_MM.least, next));
};

/** Shows a slab around the plane of a view; null: the plane itself. */
export const applySlab = (viewport: Types.IViewport, slab: Slab | null, { core }: CornerstoneLibraries): void => {
  const { ViewportType, BlendModes } = core.Enums;
  if (viewport.type !== ViewportType.ORTHOGRAPHIC) return;
  const plane = viewport as Types.IVolumeViewport;
  const modes = {
    mip: BlendModes.MAXIMUM_INTENSITY_BLEND,
    minip: BlendModes.MINIMUM_INTENSITY_BLEND,
    average: BlendModes.AVERAGE_INTENSITY_BLEND,
  } as const;
  plane.setBlendMode(slab ? modes[slab.blend] : BlendModes.COMPOSITE);
  // Cornerstone puts a clipping plane this far to either side, so that its slab is twice as thick.
  if (slab) plane.setSlabThickness(slab.thicknessMm / 2);
  else plane.resetSlabThickness();
  plane.render();
};
