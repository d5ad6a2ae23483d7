import type { ViewPlane } from './view-planes.ts';

/** The colour of a plane's title and of its line in the other views; its name stands at both. None of them is a mark's colour. */
export const PLANE_COLOURS: Readonly<Record<ViewPlane['name'] | 'Along 1' | 'Along 2' | 'Across', string>> = {
  Axial: '#ff8f70',
  Coronal: '#7ee081',
  Sagittal: '#7aa7ff',
  'Along 1': '#7ee081',
  'Along 2': '#7aa7ff',
  Across: '#ff8f70',
};
