import type { Json, JsonObject } from './read-tree.ts';

type Maybe = Json | undefined;

const isObject = (value: Maybe): value is JsonObject => typeof value === 'object' && !Array.isArray(value);
const isObjects = (value: Maybe): value is readonly JsonObject[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);

export const isEqual = (a: Maybe, b: Maybe): boolean => {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one: Json, index) => isEqual(one, b[index] as Maybe));
  if (!isObject(a) || !isObject(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isEqual(a[name], b[name]));
};

/**
 * A record with what a content tree says otherwise. `expected` is what the tree of the record would say: where `actual` says the same, the
 * record stands, with all of its digits and what no tree has a place for; where it doesn't, the tree counts.
 */
export const mergeTree = (record: Maybe, actual: Maybe, expected: Maybe): Maybe => {
  if (isEqual(actual, expected)) return record;
  if (isObject(record) && isObject(actual) && isObject(expected)) {
    const names = new Set([...Object.keys(actual), ...Object.keys(expected)]);
    const merged: Record<string, Json> = { ...record };
    for (const name of names) {
      const value = mergeTree(record[name], actual[name], expected[name]);
      if (value === undefined) Reflect.deleteProperty(merged, name);
      else merged[name] = value;
    }
    return merged;
  }
  if (isObjects(record) && isObjects(actual) && isObjects(expected) && sameLength(record, actual, expected))
    return record.flatMap((one, index) => mergeTree(one, actual[index], expected[index]) ?? []);
  return actual;
};

const sameLength = (...lists: readonly (readonly unknown[])[]): boolean =>
  new Set(lists.map(({ length }) => length)).size === 1;
