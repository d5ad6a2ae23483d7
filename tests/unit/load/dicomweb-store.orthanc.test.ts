import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dicomWebStore, type ObjectToStore } from '../../../src/load/dicomweb-store.ts';
import { orthancInstalled, startOrthanc, type Orthanc } from '../../support/orthanc.ts';
import { ctSlice, part10 } from '../../support/part10.ts';
import { XhrOverFetch } from '../../support/xhr-over-fetch.ts';

const authorization = `Basic ${btoa('reader:secret')}`;

const slice = (number: number): ObjectToStore => {
  const elements = ctSlice(number);
  const uid = (tag: string): string => {
    const value = elements[tag]?.[1];
    if (typeof value !== 'string') throw new Error(`no ${tag}`);
    return value;
  };
  return {
    studyInstanceUID: uid('0020000D'),
    seriesInstanceUID: uid('0020000E'),
    sopInstanceUID: uid('00080018'),
    bytes: part10(elements),
  };
};

describe.skipIf(!orthancInstalled)('storing by STOW-RS (skipped where no archive is installed)', () => {
  let archive: Orthanc;
  const xhr = Object.getOwnPropertyDescriptor(globalThis, 'XMLHttpRequest');

  beforeAll(async () => {
    Object.assign(globalThis, { XMLHttpRequest: XhrOverFetch });
    archive = await startOrthanc({ reader: 'secret' });
  });
  afterAll(async () => {
    if (xhr) Object.defineProperty(globalThis, 'XMLHttpRequest', xhr);
    else Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
    await archive.stop();
  });
  afterEach(() => {
    asked = 0;
  });

  let asked = 0;
  const opened = (header = authorization) =>
    dicomWebStore(archive.dicomWebUrl, () => {
      asked += 1;
      return Promise.resolve({ Authorization: header });
    });
  const instances = async (): Promise<number> => {
    const answer = await fetch(`${archive.url}/instances`, { headers: { Authorization: authorization } });
    return ((await answer.json()) as unknown[]).length;
  };

  it('stores, is seen to have stored, and makes one object of two stores', async () => {
    const store = opened();
    const [one, two] = [slice(1), slice(2)];
    expect(await store.has(one)).toBe(false);
    for (let count = 0; count < 2; count += 1) {
      const said = await store.store([one, two]);
      expect([...said]).toEqual([
        [one.sopInstanceUID, { kind: 'stored', warning: null }],
        [two.sopInstanceUID, { kind: 'stored', warning: null }],
      ]);
    }
    expect(await store.has(one)).toBe(true);
    expect(await store.has({ ...one, sopInstanceUID: '1.2.3.99' })).toBe(false);
    expect(await instances()).toBe(2);
    expect(asked).toBe(5);
  });

  it('says what the archive could not read, beside what it stored', async () => {
    const junk: ObjectToStore = { ...slice(4), bytes: new Uint8Array(300) };
    const good = slice(3);
    const said = await opened().store([good, junk]);
    expect(said.get(good.sopInstanceUID)?.kind).toBe('stored');
    expect(said.get(junk.sopInstanceUID)).toMatchObject({ kind: 'refused', mayPass: true });
    expect(await opened().has(good)).toBe(true);
    expect(await opened().has(junk)).toBe(false);
  });

  it('says when permission is missing, when nobody answers and when it was cancelled', async () => {
    await expect(opened('Basic wrong').store([slice(1)])).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(opened('Basic wrong').has(slice(1))).rejects.toMatchObject({ code: 'unauthorized' });
    const nobody = dicomWebStore('http://127.0.0.1:9', () => Promise.resolve({}));
    await expect(nobody.store([slice(1)])).rejects.toMatchObject({ code: 'network' });
    const cancelled = new AbortController();
    cancelled.abort();
    await expect(opened().store([slice(1)], cancelled.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
