import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/assessment.ts';
import { parseRecord } from '../confirmation/parse.ts';
import { isRefused, refused, type Confirmation, type Refused } from '../confirmation/record.ts';
import type { ImageAttributes } from '../image/attributes.ts';
import { nearestFrame } from '../image/nearest-frame.ts';
import { groupSeries, type ImageSeries } from '../image/series.ts';
import { loadFiles } from '../load/sources.ts';
import { sourceImagesOf, type SourceImages } from '../report/dicom/sources.ts';
import { verdictSentence, VERDICT_WORDS } from '../report/wording.ts';
import { withFacts, type ImageLookup } from '../session/image-facts.ts';
import { frameOfReferenceOf } from '../session/space-of.ts';
import type { Vector3 } from '../space/vector.ts';
import { inputsBelow, namedPath } from './cli-inspect-files.ts';
import { readRecord } from './cli-read-record.ts';
import { REPORT_OUTPUTS, type ReportContent } from './cli-report-outputs.ts';
import { oneLine, refusedResult, type CommandResult } from './cli-result.ts';
import { writeTogether } from './cli-write-files.ts';

export interface ReportPaths {
  readonly record: string;
  readonly images: string;
  readonly out: string;
}

/** `tipcheck report RECORD.json --images DIR --out DIR`: every file of the report, or none. */
export const reportOn = async (paths: ReportPaths, writtenAt: Date): Promise<CommandResult> => {
  const content = await contentOf(paths, writtenAt);
  if (isRefused(content)) return refusedResult(content.code, content.message);
  const files = await Promise.all(REPORT_OUTPUTS.map(async ({ name, make }) => ({ name, bytes: await make(content) })));
  const problem = await writeTogether(paths.out, files);
  if (problem) return refusedResult(problem.code, problem.message);
  const { assessment } = content;
  const lines = [
    VERDICT_WORDS[assessment.verdict].toUpperCase(),
    verdictSentence(assessment),
    ...files.map(({ name }) => `wrote ${name}`),
  ];
  return { stdout: `${lines.map(oneLine).join('\n')}\n`, stderr: '', exitCode: 0 };
};

const contentOf = async (paths: ReportPaths, writtenAt: Date): Promise<ReportContent | Refused> => {
  const text = await readRecord(paths.record);
  if (isRefused(text)) return text;
  const record = parseRecord(text.text);
  if (isRefused(record)) return record;
  const attributes = await imagesBelow(paths.images);
  if (isRefused(attributes)) return attributes;
  const series = groupSeries(attributes);
  const images = sourceImagesOf(record, attributes, (one) => nearestImage(one, series));
  if (isRefused(images)) return images;
  const assessment = assess(record);
  if (isRefused(assessment)) return assessment;
  return { record, assessment: withImages(assessment, record, images, series), images, writtenAt };
};

const imagesBelow = async (path: string): Promise<readonly ImageAttributes[] | Refused> => {
  const named = await namedPath(path);
  if (!named) return refused('missing-path', `there is no file or folder ${path}`);
  const images: ImageAttributes[] = [];
  let problem: Refused | null = null;
  for await (const result of loadFiles(await inputsBelow(named))) {
    if (result.kind === 'loaded') images.push(result.file.attributes);
    else problem ??= refused(result.code, result.message);
  }
  if (images.length > 0) return images;
  return problem ?? refused('missing-image', 'there are no images in the folder');
};

/** The image and frame of the record's frame of reference that lies nearest its tip; null where there is none. */
const nearestImage = (
  { space, tip }: Confirmation,
  series: readonly ImageSeries[],
): { readonly sopInstanceUID: string; readonly frame: number } | null => {
  const [x, y, z] = tip?.position ?? [];
  if (space.kind !== 'patient' || x === undefined || y === undefined || z === undefined) return null;
  const position: Vector3 = [x, y, z];
  const frames = series
    .filter((one) => one.space === 'patient' && frameOfReferenceOf(one) === space.frameOfReferenceUID)
    .flatMap((one) => one.frames);
  const index = nearestFrame(frames, position);
  const frame = index === null ? undefined : frames[index];
  return frame ? { sopInstanceUID: frame.instance.sopInstanceUID, frame: frame.frame } : null;
};

/** The assessment with what the images say; a tip that names no image of its own is taken to be on the one that shows it. */
const withImages = (
  assessment: Assessment,
  record: Confirmation,
  [first]: SourceImages,
  series: readonly ImageSeries[],
): Assessment => {
  const lookup: ImageLookup = (sopInstanceUID, number) => {
    for (const one of series) {
      const frame = one.frames.find(
        (candidate) => candidate.instance.sopInstanceUID === sopInstanceUID && candidate.frame === number,
      );
      if (frame) return { series: one, frame };
    }
    return undefined;
  };
  const shownBy = { sopInstanceUID: first.attributes.sopInstanceUID, frame: first.frames[0] ?? 1 };
  const tip = record.tip && { ...record.tip, image: record.tip.image ?? shownBy };
  return withFacts(assessment, tip ? { ...record, tip } : record, lookup);
};
