import { METRIC_LABELS } from '../report/wording.ts';
import type { MeasureNames } from '../teach/agreement/plots-page.ts';

/** What is studied, as people call it; tables and JSON keep the names that programs read. */
export const MEASURE_NAMES: MeasureNames = {
  'tip along': { label: 'Tip along the shaft', hint: 'Positive: deeper' },
  'tip across': { label: 'Tip across the shaft', hint: 'In the slice, square to the shaft' },
  'tip through': { label: 'Tip through the slices', hint: 'Square to the slices' },
  'target along': { label: 'Target centre along the shaft', hint: 'Positive: deeper' },
  'target across': { label: 'Target centre across the shaft', hint: 'In the slice, square to the shaft' },
  'target through': { label: 'Target centre through the slices', hint: 'Square to the slices' },
  ...METRIC_LABELS,
};
