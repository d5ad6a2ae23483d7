import { refused, type Refused } from '../../confirmation/record.ts';

/** Says what is wrong with a value that stands at a member path; null where nothing is. */
export type Check = (value: unknown, at: string) => Refused | null;

/** Member names are the sender's text: they must not break the one line that a message is. */
const named = (at: string): string =>
  at
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .replace(/^\./, '')
    .slice(0, 120) || 'profile';

export const fault = (code: string, at: string, message: string): Refused => refused(code, `${named(at)}: ${message}`);

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const first = <Item>(items: readonly Item[], check: (item: Item, index: number) => Refused | null): Refused | null => {
  for (const [index, item] of items.entries()) {
    const found = check(item, index);
    if (found) return found;
  }
  return null;
};

/** An object with these members and no others; `optional` ones may be missing. */
export const membersOnly =
  (members: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    if (!isObject(value)) return fault('wrong-type', at, 'must be an object');
    return (
      first(Object.keys(members), (name) =>
        Object.hasOwn(value, name) ? null : fault('missing-member', `${at}.${name}`, 'is required'),
      ) ??
      first(Object.entries(value), ([name, member]) => {
        const isOptional = Object.hasOwn(optional, name);
        if (isOptional && member === undefined) return null;
        const check = isOptional ? optional[name] : Object.hasOwn(members, name) ? members[name] : undefined;
        return check
          ? check(member, `${at}.${name}`)
          : fault('unknown-member', `${at}.${name}`, 'is not a member of the format');
      })
    );
  };

export const listOf =
  (item: Check): Check =>
  (value, at) =>
    Array.isArray(value)
      ? first(value as readonly unknown[], (one, index) => item(one, `${at}[${String(index)}]`))
      : fault('not-a-list', at, 'must be a list');

export const oneOf =
  (values: readonly unknown[], code: string): Check =>
  (value, at) =>
    values.includes(value) ? null : fault(code, at, `must be one of ${values.join(', ')}`);

export const text: Check = (value, at) => {
  if (typeof value !== 'string') return fault('not-a-text', at, 'must be a text');
  return value.trim() === '' ? fault('empty-text', at, 'must not be empty') : null;
};

export const truth: Check = (value, at) =>
  typeof value === 'boolean' ? null : fault('not-a-truth-value', at, 'must be true or false');

export const finite: Check = (value, at) =>
  Number.isFinite(value) ? null : fault('not-a-number', at, 'must be a finite number');

export const positive: Check = (value, at) =>
  finite(value, at) ?? ((value as number) > 0 ? null : fault('not-positive', at, 'must be greater than 0'));
