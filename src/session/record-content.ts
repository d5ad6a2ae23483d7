import type { Confirmation } from '../confirmation/record.ts';

const contents = new WeakMap<Confirmation, string>();

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, one]) => one !== undefined)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, one]) => [name, sorted(one)]),
        )
      : value;

/** What a record says, the same for two records that say the same, wherever they were read from. */
export const contentOf = (record: Confirmation): string => {
  const known = contents.get(record);
  if (known !== undefined) return known;
  const content = JSON.stringify(sorted(record));
  contents.set(record, content);
  return content;
};

export const saysTheSame = (a: Confirmation, b: Confirmation): boolean => a === b || contentOf(a) === contentOf(b);
