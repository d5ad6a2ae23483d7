/** A slab as a viewport shows it: what stands in the picture for each line of sight through so many millimetres. */
export interface ShownSlab {
  readonly name: 'MIP' | 'MinIP' | 'Average' | 'Slab';
  readonly thicknessMm: number;
}

/** The part of a viewport that says how thick its picture is. */
interface SlabbedViewport {
  getSlabThickness?: () => number;
  getBlendMode?: () => number;
}

/** Cornerstone's BlendModes. */
const NAMES: Readonly<Record<number, ShownSlab['name']>> = { 1: 'MIP', 2: 'MinIP', 3: 'Average' };

/** mm; Cornerstone's planes have a thickness, too, which is none to speak of. */
const LEAST_SLAB_MM = 0.2;

/** The slab that a viewport shows; null for a plane. Cornerstone counts a slab's thickness from its middle to one side. */
export const shownSlab = (viewport: object): ShownSlab | null => {
  const { getSlabThickness, getBlendMode } = viewport as SlabbedViewport;
  const thicknessMm = 2 * (getSlabThickness?.call(viewport) ?? 0);
  if (!(thicknessMm > LEAST_SLAB_MM)) return null;
  return { name: NAMES[getBlendMode?.call(viewport) ?? NaN] ?? 'Slab', thicknessMm };
};

export const slabText = ({ name, thicknessMm }: ShownSlab): string =>
  `${name} ${String(Number(thicknessMm.toFixed(1)))} mm`;
