/** A slab as a viewport shows it: what stands in the picture for each line of sight through so many millimetres. */
export interface ShownSlab {
  readonly name: 'MIP' | 'MinIP' | 'Average' | 'Slab';
  readonly thicknessMm: number;
}

/** The part of a viewport that says how thick its picture is. */
interface SlabbedViewport {
  getSlabThickness?: () => number;
  getBlendMode?: () => number;
  /** Next viewports say it of what they show. */
  getSourceDataId?: () => string | undefined;
  getDisplaySetPresentation?: (dataId: string) => PresentedSlab | undefined;
}

interface PresentedSlab {
  readonly slabThickness?: number;
  readonly blendMode?: number;
}

/** Cornerstone's BlendModes. */
const NAMES: Readonly<Record<number, ShownSlab['name']>> = { 1: 'MIP', 2: 'MinIP', 3: 'Average' };

/** mm; Cornerstone's planes have a thickness, too, which is none to speak of. */
const LEAST_SLAB_MM = 0.2;

/** The slab that a viewport shows; null for a plane. */
export const shownSlab = (viewport: object): ShownSlab | null => {
  const { thicknessMm, blendMode } = slabOf(viewport);
  if (!(thicknessMm > LEAST_SLAB_MM)) return null;
  return { name: NAMES[blendMode] ?? 'Slab', thicknessMm };
};

/** Volume viewports count a slab's thickness from its middle to one side, next viewports as a whole. */
const slabOf = (viewport: SlabbedViewport): { readonly thicknessMm: number; readonly blendMode: number } => {
  if (viewport.getSlabThickness)
    return { thicknessMm: 2 * viewport.getSlabThickness(), blendMode: viewport.getBlendMode?.() ?? NaN };
  const dataId = viewport.getSourceDataId?.();
  const presented = dataId === undefined ? undefined : viewport.getDisplaySetPresentation?.(dataId);
  return { thicknessMm: presented?.slabThickness ?? 0, blendMode: presented?.blendMode ?? NaN };
};

export const slabText = ({ name, thicknessMm }: ShownSlab): string =>
  `${name} ${String(Number(thicknessMm.toFixed(1)))} mm`;
