import type { LoadInput, Skipped } from '../load/load-input.ts';
import { loadFiles } from '../load/sources.ts';
import { openedFile, type Loading, type OpenedInstance, type SkippedFile } from '../viewer/study.ts';
import type { Layout } from '../viewer/stage.ts';

/** What a load brought: the images, and the files that could not be read. */
export interface Opened {
  readonly instances: readonly OpenedInstance[];
  readonly failures: readonly SkippedFile[];
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Loading) => void;
}

/** Reads files, folders' contents and zips. Nothing that is open changes before all of it is there. */
export const readInputs = async (
  inputs: readonly (LoadInput | Skipped)[],
  { signal, onProgress }: ReadOptions,
): Promise<Opened> => {
  const instances: OpenedInstance[] = [];
  const failures: SkippedFile[] = [];
  onProgress({ done: 0, total: inputs.length });
  for await (const result of loadFiles(inputs, { signal, onProgress })) {
    if (result.kind === 'loaded') instances.push(openedFile(result.file));
    else failures.push({ path: result.path, code: result.code, message: result.message });
  }
  return { instances, failures };
};

/** A bundled case, as the sample index lists it. Files are relative to the index. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly folder: string;
  readonly files: readonly string[];
  readonly layout?: Layout;
}

const fetched = (url: URL, name: string): LoadInput => ({
  name,
  size: 0,
  read: async () => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${String(response.status)}`);
    return new Uint8Array(await response.arrayBuffer());
  },
});

export const listSamples = async (url: string): Promise<readonly Sample[]> => {
  const response = await fetch(new URL(url, document.baseURI));
  const index = (await response.json()) as { readonly samples: readonly Sample[] };
  return index.samples;
};

export const sampleInputs = (sample: Sample, base: URL): readonly LoadInput[] =>
  sample.files.map((file) => fetched(new URL(`${sample.folder}/${file}`, base), file));
