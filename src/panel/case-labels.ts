import type { AskedMark, Difficulty, Saying } from '../teach/case.ts';
import type { Component } from '../teach/case-axes.ts';
import type { Outcome } from '../teach/score.ts';
import type { Text } from '../words/text.ts';

export const SAYING_LABELS = {
  inside: 'Inside the target',
  outside: 'Outside the target',
  'cannot-tell': 'These images can’t tell',
} as const satisfies Readonly<Record<Saying, Text>>;

export const DIFFICULTY_LABELS = {
  easy: 'easy',
  medium: 'of medium difficulty',
  hard: 'hard',
} as const satisfies Readonly<Record<Difficulty, Text>>;

/** In a list, behind the case. */
export const OUTCOME_NAMES = {
  right: 'right',
  wrong: 'wrong',
  undecided: 'not decided',
  'reference-undecided': 'not scored',
} as const satisfies Readonly<Record<Outcome, Text>>;

export const COMPONENT_LABELS = {
  along: 'along the shaft, + deeper',
  across: 'across the shaft',
  through: 'through the slices',
} as const satisfies Readonly<Record<Component, Text>>;

/** What rounds to nothing has no sign. */
export const numberText = (value: number): string =>
  value.toFixed(1) === '-0.0' ? '0.0' : value.toFixed(1).replace('-', '−');
export const signedText = (value: number): string => (value >= 0.05 ? '+' : '') + numberText(value);

export const MARK_LABELS = { target: 'Target', tip: 'Tip', shaft: 'Shaft' } as const satisfies Readonly<
  Record<AskedMark, Text>
>;
