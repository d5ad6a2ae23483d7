import { oneLine } from '../image/refusal.ts';
import type { Assessment } from '../assess/assessment.ts';
import { isRefused, refused, type Confirmation, type Refused } from '../confirmation/record.ts';
import { groupSeries, type ImageSeries } from '../image/series.ts';
import type { ImageFile } from '../load/dicom-file.ts';
import { loadFiles } from '../load/sources.ts';
import type { SourceImages } from '../report/dicom/sources.ts';
import { verdictSentence, VERDICT_WORDS } from '../report/wording.ts';
import { clockZone } from '../session/clock-zone.ts';
import { withFacts } from '../session/image-facts.ts';
import type { ImageLookup } from '../session/scale-at-marks.ts';
import { imagesOfRecord } from '../session/source-images.ts';
import { inputsBelow, namedPath } from './cli-inspect-files.ts';
import { assessedRecord, readChoices, type AssessChoices } from './cli-assessed-record.ts';
import { reportFiles, type FileContent } from './cli-report-outputs.ts';
import { refusedResult, type CommandResult } from './cli-result.ts';
import { writeTogether } from './cli-write-files.ts';

export interface ReportPaths {
  readonly record: string;
  readonly images: string;
  readonly out: string;
}

/** `tipcheck report RECORD.json --images DIR --out DIR`: every file of the report, or none. `choices` are those of `tipcheck assess`. */
export const reportOn = async (
  paths: ReportPaths,
  writtenAt: Date,
  choices: AssessChoices = {},
): Promise<CommandResult> => {
  const content = await contentOf(paths, writtenAt, choices);
  if (isRefused(content)) return refusedResult(content.code, content.message);
  const files = await reportFiles(content);
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

const contentOf = async (
  paths: ReportPaths,
  writtenAt: Date,
  choices: AssessChoices,
): Promise<FileContent | Refused> => {
  const read = await readChoices(choices);
  if (isRefused(read)) return read;
  const found = await assessedRecord(paths.record, read);
  if (isRefused(found)) return found;
  const { record, assessment } = found;
  const files = await imagesBelow(paths.images);
  if (isRefused(files)) return files;
  const series = groupSeries(files.map(({ attributes }) => attributes));
  const images = imagesOfRecord(record, series);
  if (isRefused(images)) return images;
  return {
    record,
    assessment: withImages(assessment, record, images, series),
    images,
    series,
    files,
    writtenAt,
    zone: clockZone(images[0].attributes, writtenAt),
    predecessor: null,
  };
};

const imagesBelow = async (path: string): Promise<readonly ImageFile[] | Refused> => {
  const named = await namedPath(path);
  if (!named) return refused('missing-path', `there is no file or folder ${path}`);
  const images: ImageFile[] = [];
  let problem: Refused | null = null;
  for await (const result of loadFiles(await inputsBelow(named))) {
    if (result.kind === 'loaded') images.push(result.file);
    else problem ??= refused(result.code, result.message);
  }
  if (images.length > 0) return images;
  return problem ?? refused('missing-image', 'there are no images in the folder');
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
