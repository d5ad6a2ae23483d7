import { describe, expect, it } from 'vitest';
import { inputsFromDrop, inputsFromFiles } from '../../../src/load/browser-files.ts';

/** Node's File has no path of its own. */
const file = (name: string, path = ''): File =>
  Object.defineProperty(new File([name], name), 'webkitRelativePath', { value: path });

/** What a browser gives for a dropped file or folder; a folder lists its content in pieces, as browsers do. */
const fileEntry = (path: string, fails = false): object => ({
  isFile: true,
  isDirectory: false,
  fullPath: path,
  file: (done: (found: File) => void, failed: (error: Error) => void) => {
    if (fails) failed(new Error('gone'));
    else done(file(path.slice(path.lastIndexOf('/') + 1)));
  },
});
const folderEntry = (path: string, children: readonly object[]): object => ({
  isFile: false,
  isDirectory: true,
  fullPath: path,
  createReader: () => {
    const left = [...children];
    return {
      readEntries: (done: (some: readonly object[]) => void) => {
        done(left.splice(0, 2));
      },
    };
  },
});
const drop = (entries: readonly (object | null)[]): DataTransfer => {
  const items = entries.map((entry) => ({
    kind: 'file',
    webkitGetAsEntry: () => entry,
    getAsFile: () => file('plain'),
  }));
  return { items: [{ kind: 'string' }, ...items] } as unknown as DataTransfer;
};
const names = async (entries: readonly (object | null)[]): Promise<readonly string[]> =>
  (await inputsFromDrop(drop(entries))).map(({ name }) => name);

describe('files of a browser', () => {
  it('are named by their path where a folder was picked', async () => {
    const inputs = inputsFromFiles([file('1.dcm', 'study/1.dcm'), file('2.dcm')]);
    expect(inputs.map(({ name, size }) => [name, size])).toEqual([
      ['study/1.dcm', 5],
      ['2.dcm', 5],
    ]);
    expect(new TextDecoder().decode(await inputs[0]?.read())).toBe('1.dcm');
  });

  it('that were dropped include all that is in folders, however many pieces they are listed in', async () => {
    const deep = folderEntry('/study/deep', [fileEntry('/study/deep/4')]);
    const study = folderEntry('/study', [fileEntry('/study/1'), deep, fileEntry('/study/2'), fileEntry('/study/3')]);
    expect(await names([study, fileEntry('/alone')])).toEqual([
      'study/1',
      'study/deep/4',
      'study/2',
      'study/3',
      'alone',
    ]);
  });

  it('without entries are taken as files, and one that is gone keeps its place in the list', async () => {
    expect(await names([null])).toEqual(['plain']);
    const [gone] = await inputsFromDrop(drop([fileEntry('/gone', true)]));
    await expect(gone?.read()).rejects.toThrow('gone');
  });
});
