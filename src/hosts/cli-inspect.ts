import type { ImageAttributes } from '../image/attributes.ts';
import { measurable } from '../image/measurable.ts';
import { groupSeries, type ImageSeries } from '../image/series.ts';
import type { Skipped } from '../load/load-input.ts';
import { loadFiles } from '../load/sources.ts';
import { inputsBelow, namedPath } from './cli-inspect-files.ts';
import { inspectionText } from './cli-inspect-text.ts';
import { refusalLine, type CommandResult } from './cli-result.ts';

const refusedWith = (lines: readonly string[]): CommandResult => ({ stdout: '', stderr: lines.join(''), exitCode: 2 });

/** `tipcheck inspect PATH… [--json]`. */
export const inspectPaths = async (
  paths: readonly string[],
  options: { readonly json: boolean },
): Promise<CommandResult> => {
  if (paths.length === 0)
    return refusedWith([
      refusalLine('usage', 'inspect needs at least one file or folder: tipcheck inspect PATH… [--json]'),
    ]);
  const named = await Promise.all(paths.map(namedPath));
  const missing = paths.filter((_, index) => named[index] === null);
  if (missing.length > 0)
    return refusedWith(missing.map((path) => refusalLine('missing-path', `there is no file or folder ${path}`)));
  const present = named.filter((path) => path !== null);
  const inputs = (await Promise.all(present.map(inputsBelow))).flat();
  const images: ImageAttributes[] = [];
  const skips: Skipped[] = [];
  for await (const result of loadFiles(inputs)) {
    // Only the attributes are kept, so that a folder of any size fits into memory.
    if (result.kind === 'loaded') images.push(result.file.attributes);
    else skips.push(result);
  }
  const [skip] = skips;
  const isSingleFile = present.length === 1 && present[0]?.kind !== 'folder';
  if (isSingleFile && images.length === 0 && skip)
    return refusedWith([refusalLine(skip.code, `${skip.path}: ${skip.message}`)]);
  const series = groupSeries(images);
  return {
    stdout: options.json ? inspectionJson(series, skips) : inspectionText(series, skips),
    stderr: '',
    exitCode: 0,
  };
};

const inspectionJson = (series: readonly ImageSeries[], skips: readonly Skipped[]): string => {
  const document = {
    series: series.map(seriesJson),
    skipped: skips.map(({ path, code, message }) => ({ path, code, message })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};

/** The members that programs rely on, and no others: attributes of the patient stay out. */
const seriesJson = (series: ImageSeries): Readonly<Record<string, unknown>> => ({
  seriesInstanceUID: series.seriesInstanceUID,
  studyInstanceUID: series.studyInstanceUID,
  modality: series.modality,
  description: series.description,
  instances: series.instances.length,
  frames: series.frames.length,
  transferSyntaxes: [...new Set(series.instances.flatMap(({ transferSyntaxUID }) => transferSyntaxUID ?? []))].sort(),
  space: series.space,
  // What the files say, also of images whose positions aren't used.
  frameOfReferenceUID: series.instances[0]?.frameOfReferenceUID ?? null,
  size: series.size,
  scale: series.scale,
  slices: series.slices,
  regions: series.regions,
  view: series.view,
  caveats: series.caveats,
  measurable: measurable(series),
});
