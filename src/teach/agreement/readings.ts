import { METRIC_NAMES, type MetricName } from '../../assess/assessment.ts';
import { refused, type Confirmation, type Refused, type Space } from '../../confirmation/record.ts';
import { inner, minus } from '../../space/surface.ts';
import { caseAxes, COMPONENTS, type CaseAxes, type Component } from '../case-axes.ts';
import { measuredRecord, type Measured } from '../measured.ts';
import { spaceConflict } from '../same-space.ts';

/** One record of a study: which case was read, and by whom. */
export interface Reading {
  readonly reader: string;
  readonly case: string;
  readonly record: Confirmation;
}

/** What is studied: where the tip was marked, by component, and what was measured. */
export const MEASURES = [
  ...COMPONENTS.map((name) => `tip ${name}` as const),
  ...COMPONENTS.map((name) => `target ${name}` as const),
  ...METRIC_NAMES,
] as const;
/** What is studied: where the tip was marked, by component, and what was measured. */
export type StudyMeasure = `tip ${Component}` | `target ${Component}` | MetricName;

/** The readings of one case by one reader, in their order; a first one is there. */
export interface Cell {
  readonly case: string;
  readonly reader: string;
  /** A number for each reading; null where it couldn't be measured. */
  readonly values: Readonly<Record<StudyMeasure, readonly (number | null)[]>>;
}

/** All readings, put in order. */
export interface Readings {
  readonly cases: readonly string[];
  readonly readers: readonly string[];
  readonly cells: readonly Cell[];
  /** `mm`, `px` or `mm-at-detector`: one and the same in all. */
  readonly unit: string;
  /** Cases that not all readers read, and that were left out because that was asked for. */
  readonly leftOut: readonly string[];
}

/** The images that a record's marks are of: records of the same images are of the same case. */
export const imagesOfSpace = (space: Space): string => {
  switch (space.kind) {
    case 'patient':
      return `patient ${space.frameOfReferenceUID}`;
    case 'image':
    case 'projection':
      return `${space.kind} ${space.sopInstanceUID} ${String(space.frame)}`;
    case 'biplane':
      return `biplane ${space.views.map((view) => `${view.sopInstanceUID} ${String(view.frame)}`).join(' ')}`;
  }
};

/** What is done with a case that not all readers read. */
export type Incomplete = 'refuse' | 'leave-out';

const inOrder = (names: readonly string[]): readonly string[] => [...new Set(names)];

/**
 * Measures all records of a study, each case in its own directions. Refused: fewer than two readers or cases; a case that not all of them read,
 * unless it is to be left out; records of one case that are of different images; cases in different units.
 */
export const readingsOf = (list: readonly Reading[], incomplete: Incomplete = 'refuse'): Readings | Refused => {
  const readers = inOrder(list.map(({ reader }) => reader));
  if (readers.length < 2)
    return refused(
      'too-few-readers',
      `agreement needs records of at least two readers, these are of ${String(readers.length)}`,
    );
  const all = inOrder(list.map((one) => one.case));
  const byCase = new Map<string, Reading[]>(all.map((name) => [name, []]));
  for (const reading of list) byCase.get(reading.case)?.push(reading);
  const leftOut = all.filter(
    (name) => inOrder((byCase.get(name) ?? []).map(({ reader }) => reader)).length < readers.length,
  );
  if (leftOut.length > 0 && incomplete === 'refuse')
    return refused(
      'incomplete',
      `${String(leftOut.length)} of ${String(all.length)} cases were not read by all ${String(readers.length)} readers`,
    );
  const cases = all.filter((name) => !leftOut.includes(name));
  if (cases.length < 2)
    return refused(
      'too-few-cases',
      `agreement needs at least two cases that all readers read, here are ${String(cases.length)}`,
    );
  const cells: Cell[] = [];
  const units = new Set<string>();
  for (const [index, name] of cases.entries()) {
    const read = byCase.get(name) ?? [];
    const [first] = read;
    if (!first) continue;
    const conflict = read
      .map(({ record }) => spaceConflict(first.record.space, record.space))
      .find((fault) => fault !== null);
    if (conflict) return refused(conflict.code, `case ${String(index + 1)}: ${conflict.message}`);
    const measured = read.map((one) => ({ ...one, measured: measuredRecord(one.record) }));
    for (const { measured: one } of measured) units.add(one.unit);
    if (units.size > 1)
      return refused('other-unit', `case ${String(index + 1)}: is measured in another unit than others`);
    cells.push(...cellsOf(name, readers, measured));
  }
  return { cases, readers, cells, unit: [...units][0] ?? 'mm', leftOut };
};

type MeasuredReading = Reading & { readonly measured: Measured };

const cellsOf = (name: string, readers: readonly string[], read: readonly MeasuredReading[]): readonly Cell[] => {
  const space = read[0]?.record.space;
  if (!space) return [];
  const axes = caseAxes(
    space,
    read.map(({ measured }) => measured.marks),
  );
  const centers = read.flatMap(({ measured }) => (measured.marks.center ? [measured.marks.center] : []));
  // The tip is told from the middle of all drawn targets, so that cases differ as their tips do; without any target from the patient's own zero.
  const origin =
    centers.length === read.length
      ? (centers[0] ?? []).map((_, axis) => centers.reduce((sum, at) => sum + (at[axis] ?? 0), 0) / centers.length)
      : null;
  return readers.map((reader) => {
    const own = read.filter((one) => one.reader === reader);
    return {
      case: name,
      reader,
      values: Object.fromEntries(
        MEASURES.map((measure) => [measure, own.map(({ measured }) => valueOf(measure, measured, axes, origin))]),
      ) as unknown as Cell['values'],
    };
  });
};

const valueOf = (
  measure: StudyMeasure,
  { marks, assessment }: Measured,
  axes: CaseAxes,
  origin: readonly number[] | null,
): number | null => {
  const [mark, component] = measure.split(' ');
  if (component === undefined) return assessment.metrics[measure as MetricName]?.value ?? null;
  const axis = axes[component as Component];
  const at = mark === 'tip' ? marks.tip : marks.center;
  if (!axis || !at) return null;
  return inner(mark === 'tip' && origin ? minus(at, origin) : at, axis);
};
