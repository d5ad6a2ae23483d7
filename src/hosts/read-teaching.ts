import { archivedCase } from '../case-file/archived-case.ts';
import type { SealedCase } from '../case-file/read-case.ts';
import { isRefusal } from '../image/refusal.ts';
import type { ImageAttributes } from '../image/attributes.ts';
import type { RemoteObject } from '../load/dicomweb.ts';
import { KEY_OBJECT_SELECTION } from '../report/kos/key-object.ts';
import { readTeachingInformation, readTeachingManifest, type ReadManifest } from '../report/tce/read-manifest.ts';
import { BASIC_TEXT_SR, type TeachingFile } from '../report/tce/teaching-file.ts';
import type { StoredReport } from '../session/newest-reports.ts';
import { t } from '../words/words.ts';

/** A study that is titled for teaching: a case, where it holds something to compare an answer with; else a line that says so. */
export interface Teaching {
  readonly case: SealedCase | null;
  readonly note: string | null;
  /** Reports whose marks a learner would have been asked for: they stay closed even where no case could be made. */
  readonly withheld: readonly StoredReport[];
  /** Objects that have been read: they are no images, and needn't be told of as such. */
  readonly named: ReadonlySet<string>;
}

interface Found {
  readonly manifest: ReadManifest;
  readonly information: TeachingFile | null;
  readonly reports: readonly StoredReport[];
}

/**
 * What of an archive's study is for teaching; null where nothing is. Of several selections the first that names a report of ours is taken. One that can't
 * be retrieved or read counts as none. Throws LoadError with code `cancelled` when the signal fired.
 */
export const teachingOf = async (
  objects: readonly RemoteObject[],
  reports: readonly StoredReport[],
  images: readonly ImageAttributes[],
  signal: AbortSignal,
): Promise<Teaching | null> => {
  const all: Found[] = [];
  for (const object of objects.filter(({ sopClassUID }) => sopClassUID === KEY_OBJECT_SELECTION)) {
    const source = await sourceOf(object, signal);
    const manifest = source && readTeachingManifest(source);
    if (!manifest || isRefusal(manifest)) continue;
    const others = new Set(manifest.others);
    all.push({
      manifest,
      information: await informationOf(objects, others, signal),
      reports: reports.filter(({ sopInstanceUID }) => others.has(sopInstanceUID)),
    });
  }
  const found = all.find((one) => one.reports.length > 0) ?? all[0];
  if (!found) return null;
  const made = await archivedCase(
    { ...found, images, records: found.reports.map(({ record }) => record) },
    {
      title: t('A teaching file of the archive'),
      question: t('Where is the tip?'),
      notTold: t('not told'),
      expert: (n) => t('Expert {n}', { n }),
      selected: (n) => t('Selected image {n}', { n }),
    },
  );
  const named = new Set(found.manifest.others);
  return isRefusal(made)
    ? {
        case: null,
        note:
          found.reports.length === 0
            ? `This study is titled for teaching, but is opened as any other: ${made.message}.`
            : `This study is titled for teaching, but can’t be opened as a case; the reports that it names stay closed: ${made.message}.`,
        withheld: found.reports,
        named,
      }
    : { case: made, note: null, withheld: [], named };
};

const sourceOf = async (object: RemoteObject, signal: AbortSignal) => {
  try {
    const read = await object.read(signal);
    return isRefusal(read) ? null : read.source;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
};

const informationOf = async (
  objects: readonly RemoteObject[],
  named: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<TeachingFile | null> => {
  for (const object of objects) {
    if (object.sopClassUID !== BASIC_TEXT_SR || !named.has(object.reference.sopInstanceUID)) continue;
    const source = await sourceOf(object, signal);
    const information = source && readTeachingInformation(source);
    if (information && !isRefusal(information)) return information;
  }
  return null;
};
