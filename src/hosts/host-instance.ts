import type * as Core from '@cornerstonejs/core';

type Instance = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Instance => typeof value === 'object' && value !== null;

/** Keywords as Cornerstone 4 spells them, up to some version: its own property names with a capital. */
const KEYWORDS: Readonly<Record<string, string>> = {
  SopClassUID: 'SOPClassUID',
  SopInstanceUID: 'SOPInstanceUID',
};

/** Dates and times as the old data-set parser gives them. */
const text = (value: unknown): unknown => {
  if (!isObject(value)) return value;
  const two = (number: unknown): string => String(number).padStart(2, '0');
  if ('year' in value && 'month' in value && 'day' in value)
    return `${String(value['year']).padStart(4, '0')}${two(value['month'])}${two(value['day'])}`;
  if ('hours' in value && 'minutes' in value && 'seconds' in value)
    return `${two(value['hours'])}${two(value['minutes'])}${two(value['seconds'])}`;
  return value;
};

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Cornerstone's own words for the items of SequenceOfUltrasoundRegions, by keyword again. */
const regionsOf = (core: typeof Core, imageId: string): readonly Instance[] => {
  const module: unknown = core.metaData.get('ultrasoundEnhancedRegionModule', imageId);
  return Array.isArray(module)
    ? module
        .filter(isObject)
        .map((region) => Object.fromEntries(Object.entries(region).map(([name, value]) => [capital(name), value])))
    : [];
};

/**
 * The data set of an image by DICOM keyword, as the host's metadata hold it (`instance`). Loaders before Cornerstone 5.8 put it together of
 * their own modules: some keywords are spelled otherwise, dates are objects, and the regions of ultrasound, which give its scale, are missing.
 * Null for an image that the host doesn't know yet.
 */
export const hostInstance = (core: typeof Core, imageId: string): Instance | null => {
  const instance: unknown = core.metaData.get('instance', imageId);
  if (!isObject(instance)) return null;
  // A whole data set has its modality's facts; one that was put together has these words of Cornerstone's.
  if (!('RowCosines' in instance || 'UsingDefaultValues' in instance)) return instance;
  const named = Object.fromEntries(
    Object.entries(instance).map(([name, value]) => [KEYWORDS[name] ?? name, text(value)]),
  );
  if ('SequenceOfUltrasoundRegions' in named) return named;
  const regions = regionsOf(core, imageId);
  return regions.length === 0 ? named : { ...named, SequenceOfUltrasoundRegions: regions };
};
