import { parseRecord } from '../../confirmation/parse.ts';
import { isRefused, type Confirmation, type Look, type Target } from '../../confirmation/record.ts';
import { viewsOf, withViews } from '../mark-views.ts';
import { revisionOf } from '../save-state.ts';
import type { KeptBranch, KeptConfirmation, KeptHead, KeptRecord, KeptRow } from './kept-branch.ts';
import { keptViews } from './kept-views.ts';

/** Numbers or characters of a target from which on it is written once, not with every edit of its record. */
const LARGE = 4000;

const sizeOf = (target: Target): number => {
  if (target.shape === 'labelmap') return target.bits.length;
  if (target.shape === 'mesh') return target.vertices.length + target.triangles.length;
  return target.shape === 'contours' ? 3 * target.planes.reduce((sum, plane) => sum + plane.length, 0) : 0;
};

const ids = new WeakMap<Target, string>();
const idOf = (target: Target): string => {
  const id = ids.get(target) ?? crypto.randomUUID();
  ids.set(target, id);
  return id;
};

/** Rows of a confirmation by their keys. */
export const rowsOf = (record: Confirmation, ancestors: readonly string[]): readonly (readonly [string, KeptRow])[] => {
  const targets = new Map<string, KeptRow>();
  const aside = <Holder extends Confirmation | Look>(holder: Holder): Holder => {
    const { target } = holder;
    if (!target || sizeOf(target) < LARGE) return holder;
    const id = idOf(target);
    targets.set(`target ${id}`, { kind: 'target', revision: id, target });
    return { ...holder, target: { kept: id } as unknown as Target };
  };
  const light = aside({ ...record, ...(record.looks && { looks: record.looks.map(aside) }) });
  const views = viewsOf(record);
  const row: KeptRecord = {
    ...{ kind: 'record', revision: revisionOf(record), ancestors, record: light },
    ...(views.size > 0 && { views: [...views] }),
  };
  return [[keyOf(record.id), row], ...targets];
};

export const keyOf = (id: string): string => `record ${id}`;

const keptIdOf = (target: unknown): string | null =>
  typeof target === 'object' && target !== null && 'kept' in target && typeof target.kept === 'string'
    ? target.kept
    : null;

/** The confirmation of a row, checked as one from a file is; null where it can't be read. */
const confirmationOf = (
  row: KeptRow | undefined,
  rows: ReadonlyMap<string, KeptRow>,
  targets: Map<string, Target>,
): KeptConfirmation | null => {
  if (row?.kind !== 'record') return null;
  const whole = (holder: unknown): unknown => {
    const id = typeof holder === 'object' && holder !== null && 'target' in holder ? keptIdOf(holder.target) : null;
    const kept = id === null ? undefined : rows.get(`target ${id}`);
    return id === null ? holder : { ...(holder as object), target: kept?.kind === 'target' ? kept.target : undefined };
  };
  const { looks } = row.record as { readonly looks?: readonly unknown[] };
  const json = whole({ ...(row.record as object), ...(looks && { looks: looks.map(whole) }) });
  const record = parseRecord(json);
  if (isRefused(record)) return null;
  // Records that had one target in common have it in common again.
  const id = keptIdOf((row.record as Confirmation).target);
  if (id !== null && record.target) {
    const target = targets.get(id) ?? record.target;
    targets.set(id, target);
    ids.set(target, id);
    return keptAs({ ...record, target }, row);
  }
  return keptAs(record, row);
};

const keptAs = (record: Confirmation, { revision, ancestors, views }: KeptRecord): KeptConfirmation => ({
  record: withViews(record, keptViews(views)),
  revision,
  ancestors,
});

export const branchOf = (head: KeptHead, rows: ReadonlyMap<string, KeptRow>): KeptBranch => {
  const targets = new Map<string, Target>();
  const read = head.order.map((id) => confirmationOf(rows.get(keyOf(id)), rows, targets));
  const records = read.filter((one) => one !== null);
  return { head, records, unreadable: read.length - records.length };
};
