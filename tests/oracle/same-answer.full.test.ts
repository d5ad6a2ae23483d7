import { data } from 'dcmjs';
import { describe, expect, it } from 'vitest';
import { readImageAttributes, type ImageAttributes } from '../../src/image/attributes.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import { readDicomFile } from '../../src/load/dicom-file.ts';
import { jsonSource, type DicomJson } from '../../src/load/json-source.ts';
import { naturalizedSource } from '../../src/load/naturalized-source.ts';
import { part10 } from '../support/part10.ts';
import { manifest, realDataFolder, realFile, skipNote } from '../support/real-data.ts';
import { dcm2jsonWithoutPixels, hasDcm2json } from '../support/dcm2json.ts';
import { FILES, json } from '../support/ways-in.ts';

const naturalize = (model: DicomJson): Readonly<Record<string, unknown>> =>
  data.DicomMetaDictionary.naturalizeDataset(model);

const fromFile = (bytes: Uint8Array, name: string): ImageAttributes | null => {
  const file = readDicomFile(bytes, name);
  return isRefusal(file) ? null : file.attributes;
};

/** Without what the JSON model lacks (file meta information, and what follows from it) and with numbers as precise as the other program writes them. */
const comparable = (attributes: object): unknown =>
  JSON.parse(
    JSON.stringify({ ...attributes, transferSyntaxUID: null, lossy: null }, (_, value: unknown) => {
      if (typeof value === 'number') return Number(value.toPrecision(12));
      // Empty parts at the end of a name, and names of nothing else, are left out by that program.
      if (typeof value === 'string') return value.replace(/\^+$/, '') || undefined;
      return Array.isArray(value) && value.length === 1 && /^\^*$/.test(String(value[0])) ? undefined : value;
    }),
  );

describe('whichever way it came in, the same answer', () => {
  it.each(FILES)('%s, naturalised by the library that hosts use', (_, elements) => {
    const attributes = fromFile(part10(elements), 'synthetic');
    expect(readImageAttributes(naturalizedSource(naturalize(json(elements))))).toEqual({
      ...attributes,
      transferSyntaxUID: undefined,
    });
  });

  it.skipIf(realDataFolder === null || !hasDcm2json)(
    `every well-formed real image says the same from its file, its JSON by another program and a host’s metadata${skipNote}`,
    () => {
      let compared = 0;
      const unreadable: string[] = [];
      for (const { file } of manifest()) {
        if (file.startsWith('malformed/')) continue;
        const attributes = fromFile(realFile(file), file);
        if (attributes === null) continue;
        const model = dcm2jsonWithoutPixels(file);
        if (model === null) {
          unreadable.push(file);
          continue;
        }
        expect(comparable(readImageAttributes(jsonSource(model))), file).toEqual(comparable(attributes));
        // Repeating groups have no keywords: a host's metadata hold no overlay planes, and the host draws them itself.
        expect(comparable(readImageAttributes(naturalizedSource(naturalize(model)))), file).toEqual(
          comparable({ ...attributes, overlays: [] }),
        );
        compared += 1;
      }
      // The other program gives up on four.
      expect(compared + unreadable.length).toBe(284);
      expect(compared).toBeGreaterThanOrEqual(280);
    },
    300_000,
  );
});
