import type { Confirmation, Look } from '../../confirmation/record.ts';
import type { TimePoint } from './group.ts';

export const lookTime = (look: Pick<Look, 'at'>, index: number): TimePoint => ({
  order: index + 1,
  label: `Look ${String(index + 1)}`,
  at: look.at,
});

/** That of the record's own tip, after those of its looks; null in a report of one look, which needs none. */
export const currentTime = ({ looks = [], at }: Pick<Confirmation, 'looks' | 'at'>): TimePoint | null =>
  looks.length > 0 ? { order: looks.length + 1, label: 'Confirmation', at } : null;

/** By how an assessment names looks: the index among the record's, or its own tip. */
export const timeOf = (record: Pick<Confirmation, 'looks' | 'at'>, look: number | 'current'): TimePoint | null =>
  look === 'current' ? currentTime(record) : lookTime(record.looks?.[look] ?? {}, look);
