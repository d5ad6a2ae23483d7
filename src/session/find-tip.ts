import type { Confirmation, Position, Tip } from '../confirmation/record.ts';
import type { NotFound } from '../find/candidate.ts';
import { frameModality } from '../find/searchable.ts';
import type { Vector3 } from '../space/vector.ts';
import { findInWorker } from '../workers/tip-finder.ts';
import { acceptedTip } from './accepted-tip.ts';
import type { ImageSource } from './image-source.ts';
import { framesAround, nothing, searchedIn, volumeAround } from './search-pixels.ts';
import type { Session } from './session.ts';
import { nearestSource, spaceOf } from './space-of.ts';
import { canBeEvidence, type ExaminedTip, type FoundEnd, type PixelsOf } from './suggestions.ts';

/** One search and one examination at a time: a newer one ends the older. */
interface Running {
  search: AbortController;
  examination: AbortController;
}
const running = new WeakMap<Session, Running>();

const runningOf = (session: Session): Running => {
  const known = running.get(session);
  if (known) return known;
  const begun = { search: new AbortController(), examination: new AbortController() };
  running.set(session, begun);
  return begun;
};

/** Devices are bright, but for the void that one leaves in MR. */
const polarityOf = (modality: string): 'bright' | 'dark' => (modality === 'MR' ? 'dark' : 'bright');

/**
 * Looks for ends of a device near a place of a picture, in a worker: `suggestions` of the session say that it is looked for, then what was found, or
 * why nothing was.
 *
 * @param near patient mm, or column and row of the image
 */
export const findTip = async (session: Session, source: ImageSource, near: Position): Promise<void> => {
  const { pixelsOf } = session;
  if (!pixelsOf || session.readOnly.peek()) return;
  const tasks = runningOf(session);
  tasks.search.abort();
  tasks.search = new AbortController();
  const signal = AbortSignal.any([tasks.search.signal, session.whilePixels]);
  const image = session.calibrated(source);
  const asked = { source: image, space: spaceOf(image, near), index: 0 };
  const begun = { ...asked, ends: null, reason: null };
  session.suggestions.value = begun;
  const answer = await ends(image, near, pixelsOf, signal).catch(
    (): string => 'The images around this place could not be searched.',
  );
  // Another picture has come, or the reader has gone on: nobody waits for it.
  if (signal.aborted || session.suggestions.peek() !== begun) return;
  session.suggestions.value =
    typeof answer === 'string'
      ? { ...asked, ends: [], reason: answer }
      : 'kind' in answer
        ? { ...asked, ends: [], reason: answer.message }
        : { ...asked, ends: answer, reason: null };
};

const ends = async (
  source: ImageSource,
  near: Position,
  pixelsOf: PixelsOf,
  signal: AbortSignal,
): Promise<readonly FoundEnd[] | NotFound | string> => {
  const space = searchedIn(source);
  if (typeof space !== 'string') return space.reason;
  const [x = NaN, y = NaN, z = NaN] = near;
  if (space === 'image') {
    const search = await framesAround(source, [x, y], { pixelsOf, signal });
    if (!search || 'kind' in search) return search?.reason ?? '';
    return findInWorker('locate-in-frames', { ...search, seed: [x, y] }, signal);
  }
  const volume = await volumeAround(source.series, [x, y, z], { pixelsOf, signal });
  if (!volume || 'kind' in volume) return volume?.reason ?? '';
  const search = { polarity: polarityOf(source.series.modality) };
  return findInWorker('locate-in-volume', { volume, near: [x, y, z], search }, signal);
};

/** Looks at another of the ends that were found. */
export const lookAtEnd = (session: Session, index: number): void => {
  const suggestions = session.suggestions.peek();
  const count = suggestions?.ends?.length ?? 0;
  if (suggestions && count > 0) session.suggestions.value = { ...suggestions, index: (index + count) % count };
};

export const dismissSuggestions = (session: Session): void => {
  runningOf(session).search.abort();
  session.suggestions.value = null;
};

/** Marks the tip where the end is that is looked at. One undo step; a tip that was marked before gives way to it. */
export const acceptSuggestion = (session: Session): boolean => {
  const suggestions = session.suggestions.peek();
  const end = suggestions?.ends?.[suggestions.index];
  if (!suggestions || !end || session.readOnly.peek()) return false;
  const position = end.tip as unknown as Position;
  const source = end.tip.length === 3 ? nearestSource(suggestions.source, end.tip) : suggestions.source;
  const space = spaceOf(session.calibrated(source), position);
  const isMarked = session.dispatchIn(space, acceptedTip(end, source, space));
  if (!isMarked) return false;
  session.selected.value = { mark: 'tip' };
  dismissSuggestions(session);
  return true;
};

/** Looks at the end that an examination found, as at a suggestion. */
export const lookAtTrueEnd = (session: Session): void => {
  const record = session.active.peek();
  const result = record && session.seenOf(record)?.result;
  const source = record && session.calibrated(session.imageOf(record));
  if (!record || !source || !result || 'kind' in result || !result.end) return;
  session.suggestions.value = { source, space: record.space, ends: [result.end], index: 0, reason: null };
};

/** Where the images can say something of the active confirmation's tip: the image that it lies on. */
const examinable = (
  session: Session,
): { readonly tip: Tip; readonly shaft: Confirmation['shaft']; readonly source: ImageSource } | null => {
  const record = session.active.peek();
  const source = record && session.calibrated(session.imageOf(record));
  return record?.tip?.position && record.space.kind !== 'biplane' && source
    ? { tip: record.tip, shaft: record.shaft, source }
    : null;
};

/**
 * Holds the active confirmation's tip against the pixels, in a worker; `examined` of the session says what they say of it. It never changes the
 * mark. `isThere`: only with images that are in memory, so that nothing is fetched that nobody asked for; resolves to false where some aren't.
 */
export const examineTip = async (session: Session, { isThere = false } = {}): Promise<boolean> => {
  const { pixelsOf } = session;
  const asked = examinable(session);
  const tasks = runningOf(session);
  tasks.examination.abort();
  tasks.examination = new AbortController();
  const signal = AbortSignal.any([tasks.examination.signal, session.whilePixels]);
  if (!pixelsOf || !asked) return true;
  const { tip, shaft } = asked;
  if (!isThere) session.tellExamined({ tip, shaft, result: null });
  const result = await examined(asked, { pixelsOf, signal, isThere }).catch((): ExaminedTip['result'] => ({
    kind: 'nothing',
    reason: 'The images around this mark could not be searched.',
  }));
  // Why these images can't be asked is told to who asks.
  if (!signal.aborted && result && !(isThere && 'kind' in result)) session.tellExamined({ tip, shaft, result });
  return signal.aborted || result !== null;
};

const examined = async (
  { tip, shaft = [], source }: NonNullable<ReturnType<typeof examinable>>,
  asked: { readonly pixelsOf: PixelsOf; readonly signal: AbortSignal; readonly isThere: boolean },
): Promise<ExaminedTip['result']> => {
  const space = searchedIn(source);
  if (typeof space !== 'string') return space;
  const [x = NaN, y = NaN, z = NaN] = tip.position ?? [];
  if (space === 'image') {
    // In ultrasound from the mark alone a short piece of the needle, or a line that crosses it, is followed the wrong way: true tips would be contradicted.
    if (shaft.length === 0 && frameModality(source.series, source.frame) === 'US')
      return nothing('Mark a place on the shaft: from the tip alone an ultrasound image can’t be asked.');
    const search = await framesAround(source, [x, y], asked);
    if (!search || 'kind' in search) return search;
    const points = shaft.map(([c, r]): readonly [number, number] => [c, r]);
    return findInWorker('examine-in-frames', { ...search, tip: [x, y], shaft: points }, asked.signal);
  }
  const volume = await volumeAround(source.series, [x, y, z], asked);
  if (!volume || 'kind' in volume) return volume;
  const points = shaft.map((point): Vector3 => [point[0], point[1], point[2]]);
  const mark = { tip: [x, y, z] as const, shaft: points, ...(tip.sigma !== undefined && { sigma: tip.sigma }) };
  const search = { polarity: polarityOf(source.series.modality) };
  return findInWorker('examine-in-volume', { volume, mark, search }, asked.signal);
};

/** What the pixels say counts as the tip's evidence. False where they don't say that it is the tip. */
export const takeAsEvidence = (session: Session): boolean => {
  const record = session.active.peek();
  const result = record && session.seenOf(record)?.result;
  if (!record || !result || 'kind' in result) return false;
  if (!canBeEvidence(result, session.imageOf(record)?.series.modality ?? '')) return false;
  const { method: name, version, score, reasons } = result;
  session.dispatch({
    kind: 'set-image-evidence',
    method: { name, version, score, reasons: reasons.map(({ message }) => message) },
  });
  return true;
};
