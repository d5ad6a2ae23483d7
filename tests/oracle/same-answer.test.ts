import { describe, expect, it } from 'vitest';
import { readImageAttributes } from '../../src/image/attributes.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import { readDicomFile } from '../../src/load/dicom-file.ts';
import { jsonSource } from '../../src/load/json-source.ts';
import { naturalizedSource } from '../../src/load/naturalized-source.ts';
import { part10 } from '../support/part10.ts';
import { FILES, json, naturalized, unwrapped } from '../support/ways-in.ts';

describe('whichever way it came in, the same answer', () => {
  it.each(FILES)('%s: from a file, from DICOMweb, and from a host’s metadata', (_, elements) => {
    const file = readDicomFile(part10(elements), 'synthetic');
    if (isRefusal(file)) throw new Error(file.message);
    // Only a file has the syntax that it is written in.
    const expected = { ...file.attributes, transferSyntaxUID: undefined };
    const model = json(elements);
    expect(readImageAttributes(jsonSource(model))).toEqual(expected);
    expect(readImageAttributes(naturalizedSource(naturalized(model)))).toEqual(expected);
    expect(readImageAttributes(naturalizedSource(unwrapped(naturalized(model))))).toEqual(expected);
  });
});
