import type { LoadInput } from '../load/load-input.ts';
import { loadFiles } from '../load/sources.ts';
import type { SkippedFile, Study } from '../viewer/study.ts';
import type { Layout } from '../viewer/stage.ts';

/** What a load brought: the instances to look at, and the files that could not be read. */
export interface Opened {
  readonly sopInstanceUIDs: ReadonlySet<string>;
  readonly failures: readonly SkippedFile[];
}

/** Reads files, folders' contents and zips into a study. An image that is open already is shown again rather than reported. */
export const openInputs = async (study: Study, inputs: readonly LoadInput[], signal: AbortSignal): Promise<Opened> => {
  const sopInstanceUIDs = new Set<string>();
  const failures: SkippedFile[] = [];
  study.progress({ done: 0, total: inputs.length });
  const results = loadFiles(inputs, {
    signal,
    onProgress: (progress) => {
      study.progress(progress);
    },
  });
  for await (const result of results) {
    if (result.kind === 'loaded') {
      study.addFile(result.file);
      sopInstanceUIDs.add(result.file.attributes.sopInstanceUID);
      continue;
    }
    const { path, code, message } = result;
    study.skip({ path, code, message });
    failures.push({ path, code, message });
  }
  return { sopInstanceUIDs, failures };
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
