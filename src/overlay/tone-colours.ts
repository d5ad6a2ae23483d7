import type { Tone } from './shape.ts';

/** The colours of marks, on screen and on paper: light ones, for pictures are dark. */
export const TONE_COLOURS: Readonly<Record<Tone, string>> = {
  target: '#4cc9f0',
  tip: '#ffd166',
  device: '#c8b6ff',
  plan: '#95d5b2',
  zone: '#ff9ecd',
  calibration: '#ff9f43',
  suggestion: '#7ef29d',
};
