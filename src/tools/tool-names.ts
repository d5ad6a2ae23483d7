import type { MarkTool } from '../session/marking.ts';

/** What the marking tools are called in a host's tool group. */
export const TOOL_NAMES: Readonly<Record<MarkTool, string>> = {
  target: 'TipCheckTarget',
  tip: 'TipCheckTip',
  shaft: 'TipCheckShaft',
  entry: 'TipCheckEntry',
  plan: 'TipCheckPlan',
  calibrate: 'TipCheckCalibrate',
  find: 'TipCheckFind',
};
