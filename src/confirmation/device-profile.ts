import * as v from 'valibot';
import { says } from './bulk-schema.ts';
import { deviceEntries } from './device-schema.ts';
import type { Device } from './device.ts';
import { readJson, refusalOf } from './parse.ts';
import { isRefused, refused, type Refused } from './record.ts';

const schema = v.strictObject({
  tipcheckDevice: v.literal(1, says('unknown-version', 'must be 1: this program reads version 1 of the format')),
  ...deviceEntries,
});

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isProfile = (value: unknown): boolean => isObject(value) && Object.hasOwn(value, 'tipcheckDevice');

/** Whether a text is JSON that says that it is a device profile. */
export const saysDeviceProfile = (text: string): boolean => {
  const read = readJson(text);
  return !isRefused(read) && isProfile(read.value);
};

/**
 * Reads a device profile (`*.tipcheck-device.json`): what of a device acts, in mm from its tip, and where those numbers come from. JSON text or
 * an already parsed value; the device that a record holds, or a refusal. Never throws on bad input.
 */
export const parseDeviceProfile = (json: unknown): Device | Refused => {
  const read = typeof json === 'string' ? readJson(json, 'device profile') : { value: json };
  if (isRefused(read)) return read;
  const { value } = read;
  if (!isObject(value)) return refused('not-a-device', 'the device profile must be a JSON object');
  if (!isProfile(value)) return refused('missing-member', 'tipcheckDevice: is required');
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) return refusalOf(result.issues[0]);
  const { kind, name, source, zones } = result.output;
  return { kind, name, source, zones: zones as NonNullable<Device['zones']> };
};
