import * as v from 'valibot';

/** Messages carry their refusal code before the bar. */
export const says = (code: string, text: string): string => `${code}|${text}`;

interface Fault {
  readonly at: readonly number[];
  readonly message: string;
}

/**
 * Schemas for long lists of numbers, checked in one plain loop: a list of millions of schema results would take more memory than the record.
 * What is read is copied, so that a record doesn't change when the value it was read from does.
 */
const bulk = <Output>(find: (value: unknown) => Fault | null, copy: (value: Output) => Output) =>
  v.pipe(
    v.unknown(),
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = dataset.typed ? find(dataset.value) : null;
      if (!fault) return;
      const { at, message } = fault;
      const path = at.map((key) => ({
        type: 'unknown' as const,
        origin: 'value' as const,
        input: null,
        key,
        value: null,
      }));
      const [first, ...rest] = path;
      addIssue(first ? { message, path: [first, ...rest] } : { message });
    }),
    v.transform((value) => copy(value as Output)),
  );

const numberFault = (value: unknown, limit: number, unit: string): string | null => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return says('not-a-number', 'must be a finite number');
  return Math.abs(value) > limit ? says('out-of-range', `must lie within ±${String(limit)} ${unit}`.trim()) : null;
};

const firstFault = (list: readonly unknown[], limit: number, unit: string): Fault | null => {
  for (let index = 0; index < list.length; index += 1) {
    const message = numberFault(list[index], limit, unit);
    if (message) return { at: [index], message };
  }
  return null;
};

export const numberList = (limit: number, unit: string) =>
  bulk<readonly number[]>(
    (value) =>
      Array.isArray(value)
        ? firstFault(value, limit, unit)
        : { at: [], message: says('not-a-list', 'must be a list of numbers') },
    (value) => [...value],
  );

export const pointList = (dimensions: 2 | 3, limit: number, unit: string) =>
  bulk<readonly (readonly number[])[]>(
    (value) => {
      if (!Array.isArray(value)) return { at: [], message: says('not-a-list', 'must be a list of points') };
      const what = dimensions === 3 ? 'three numbers [x, y, z]' : 'two numbers [column, row]';
      for (let index = 0; index < value.length; index += 1) {
        const point: unknown = value[index];
        if (!Array.isArray(point) || point.length !== dimensions)
          return { at: [index], message: says('not-a-position', `must be ${what}`) };
        const fault = firstFault(point, limit, unit);
        if (fault) return { at: [index, ...fault.at], message: fault.message };
      }
      return null;
    },
    (value) => value.map((point) => [...point]),
  );
