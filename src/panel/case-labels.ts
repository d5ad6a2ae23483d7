import type { AskedMark, Difficulty, Saying } from '../teach/case.ts';
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

export const MARK_LABELS = { target: 'Target', tip: 'Tip', shaft: 'Shaft' } as const satisfies Readonly<
  Record<AskedMark, Text>
>;
