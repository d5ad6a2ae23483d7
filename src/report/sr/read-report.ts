import { parseRecord } from '../../confirmation/parse.ts';
import { isRefused, refused, type Confirmation, type Refused } from '../../confirmation/record.ts';
import { caveat, type Caveat } from '../../image/caveat.ts';
import { textOf, uidOf, type ElementSource } from '../../image/element-source.ts';
import { PRIVATE_CREATOR } from '../../image/private-block.ts';
import { memorySource } from '../dicom/memory-source.ts';
import { DCM } from './codes.ts';
import { dataSetOf } from './content-item.ts';
import { markGroups, type MarkContext } from './marks.ts';
import { isEqual, mergeTree } from './merge-tree.ts';
import type { ReferTo } from './places.ts';
import { childrenNamed, readItems, referenceOfItem, type ReadItem, type ReadReference } from './read-items.ts';
import { readTree, type Json, type JsonObject } from './read-tree.ts';
import { recordGroups } from './record-group.ts';
import { measurementsOf } from './templates.ts';
import { zoneParameterGroups } from './zones.ts';

/** The record of a report, and what to know with it: nothing where it came back as it was written. */
export interface ReadReport {
  readonly record: Confirmation;
  readonly caveats: readonly Caveat[];
}

const CHANGED = caveat(
  'report-changed',
  'The report was changed after it was written: where its content says something else than the record that it carries, the content counts.',
);
const ROUNDED = caveat(
  'report-rounded',
  'The report carries no record of its own: this one was put together from its content. Positions have single precision, and what no report has a place for is missing.',
);
const TARGET_LOST = caveat(
  'target-not-in-report',
  'The target is a mesh or a labelmap, which stood in the record that the report no longer carries.',
);

const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59';
const STRUCTURED_REPORTS = '1.2.840.10008.5.1.4.1.1.88.';

/** The record out of a report that this program wrote. Its content is believed; the record that it carries gives the digits. */
export const readReport = (source: ElementSource): ReadReport | Refused => {
  const sopClassUID = uidOf(source, 'SOPClassUID');
  if (sopClassUID === KEY_OBJECT_SELECTION)
    return refused(
      'not-a-report',
      'it is a key object selection: the report names the same images, in a file of its own',
    );
  if (sopClassUID?.startsWith(STRUCTURED_REPORTS) !== true)
    return refused('not-a-report', 'it is no structured report');
  const report = readItems(source);
  const actual = readTree(report);
  if (!actual) return refused('not-a-tipcheck-report', 'it is a report that TipCheck did not write');
  const carried = carriedRecord(source);
  return carried ? compared(carried, actual, report) : rebuilt(actual, report);
};

const carriedRecord = (source: ElementSource): Confirmation | null => {
  if (textOf(source, 'TipCheckPrivateCreator') !== PRIVATE_CREATOR) return null;
  const text = textOf(source, 'TipCheckRecord');
  const record = text === undefined ? null : parseRecord(text);
  return record && !isRefused(record) ? record : null;
};

const compared = (carried: Confirmation, actual: JsonObject, report: ReadItem): ReadReport | Refused => {
  const expected = treeOf(carried);
  const gone = withoutLostImages(carried, report);
  if (isEqual(actual, expected) && gone === carried) return { record: carried, caveats: [] };
  const merged = mergeTree(gone as unknown as Json, actual, expected);
  return checked(merged, [CHANGED]);
};

/** What the tree of a record says, without its numbers and verdict. */
const treeOf = (record: Confirmation): JsonObject => {
  const referTo: ReferTo = ({ sopInstanceUID, frame = 1 }) => ({
    ReferencedSOPInstanceUID: sopInstanceUID,
    ReferencedFrameNumber: [frame],
  });
  const context: MarkContext = { record, referTo, has: () => true, source: referTo({ sopInstanceUID: '0.0' }) };
  const tree = dataSetOf(
    measurementsOf([...markGroups(context), ...zoneParameterGroups(context), ...recordGroups(context)]),
  );
  return readTree(readItems(memorySource(tree))) ?? {};
};

/** The images of the report's library. */
const libraryOf = (report: ReadItem): readonly ReadReference[] =>
  childrenNamed(report, DCM.imageLibrary)
    .flatMap((library) => childrenNamed(library, DCM.imageLibraryGroup))
    .flatMap(({ children }) => children.flatMap((item) => referenceOfItem(item) ?? []));

/** A record whose images aren't those of the report, as after de-identification, is said to be of the report's. */
const withoutLostImages = (record: Confirmation, report: ReadItem): Confirmation => {
  const library = libraryOf(report);
  const known = new Set(library.map(({ sopInstanceUID }) => sopInstanceUID));
  const { images } = record;
  return !images || images.every(({ sopInstanceUID }) => known.has(sopInstanceUID))
    ? record
    : { ...record, images: library };
};

const rebuilt = (actual: JsonObject, report: ReadItem): ReadReport | Refused => {
  const { target } = actual;
  const shape = typeof target === 'object' && 'shape' in target ? target.shape : null;
  const isLost = shape === 'mesh' || shape === 'labelmap';
  const { target: _target, ...others } = actual;
  const observer = observerOf(report);
  const images = libraryOf(report).map((image) => ({ ...image }));
  return checked(
    {
      ...(isLost ? others : actual),
      ...(observer !== null && { observer }),
      ...(images.length > 0 && { images }),
    },
    isLost ? [ROUNDED, TARGET_LOST] : [ROUNDED],
  );
};

const observerOf = (report: ReadItem): string | null => {
  const [person] = childrenNamed(report, DCM.personName);
  return (person && textOf(person.source, 'PersonName')) ?? null;
};

const checked = (json: Json | undefined, caveats: readonly Caveat[]): ReadReport | Refused => {
  const record = parseRecord(json);
  return isRefused(record)
    ? refused('damaged-report', `what the report says is no confirmation: ${record.message}`)
    : { record, caveats };
};
