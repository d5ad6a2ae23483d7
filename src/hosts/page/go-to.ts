import { effect } from '@preact/signals-core';
import { hasNoDepth } from '../../image/series.ts';
import { jumpToMark } from '../jump-to-mark.ts';
import type { Machinery } from '../machinery.ts';
import type { ViewerElement } from '../viewer-element.ts';
import type { Place } from './address.ts';
import { line, type Line } from './line.ts';

/** Resolves once `ready` says so; rejects when the signal fires. */
const until = <Value>(ready: () => Value | null, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    let stop: (() => void) | null = null;
    let isSettled = false;
    const settle = (then: () => void): void => {
      isSettled = true;
      // An effect may run before it is known how to stop it.
      queueMicrotask(() => stop?.());
      then();
    };
    signal.addEventListener('abort', () => {
      if (!isSettled)
        settle(() => {
          reject(new Error('no longer wanted'));
        });
    });
    stop = effect(() => {
      if (isSettled) return;
      const value = ready();
      if (value !== null)
        settle(() => {
          resolve(value);
        });
    });
  });

/** All of the study has come, or what will come of it. */
const isWhole = ({ opening }: Machinery): boolean => opening.ended.value > 0;

/** Whether any images have come, once all of a study has. Throws when the signal fires. */
export const opened = async (viewer: ViewerElement, signal: AbortSignal): Promise<boolean> => {
  const machinery = await until(() => viewer.machinery, signal);
  await until(() => isWhole(machinery) || null, signal);
  return machinery.study.series.peek().length > 0;
};

/**
 * Goes to a place in the study that a viewer opens: as soon as its series has come, to the confirmation once all of the study has. Returns what
 * of it isn't there. Throws when the signal fires.
 */
export const goTo = async (
  viewer: ViewerElement,
  { series, frame, record }: Place,
  signal: AbortSignal,
): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  const machinery = await until(() => viewer.machinery, signal);
  const { study, stage } = machinery;
  const named = () => study.series.value.find(({ seriesInstanceUID }) => seriesInstanceUID === series) ?? null;
  const wanted = series === null ? null : await until(() => named() ?? (isWhole(machinery) ? 'none' : null), signal);
  const isFound = wanted !== null && wanted !== 'none';
  const index = (frame ?? 1) - 1;
  if (isFound && index < wanted.frames.length) await stage.show(wanted, frame === null ? {} : { index });
  await until(() => isWhole(machinery) || null, signal);
  // What the viewer tells of the reason goes away by itself.
  if (study.series.peek().length === 0) return [line('The study that the address names could not be opened.')];
  if (wanted === 'none') lines.push(line('The study has no such series: another is shown.'));
  // One without depth gives way to the first other that comes.
  else if (isFound && hasNoDepth(wanted) && stage.shown.peek()?.series.key !== wanted.key)
    await stage.show(wanted, { index });
  if (frame !== null && wanted !== 'none') {
    const shown = stage.shown.peek();
    const count = shown?.series.frames.length ?? 0;
    if (index >= count)
      lines.push(line('The series has {count} images: there is no image {number}.', { count, number: frame }));
    else if (shown && shown.index !== index && series === null) await stage.show(shown.series, { index });
  }
  if (record !== null && !(await showRecord(viewer, machinery, record)))
    lines.push(line('The study has no such confirmation.'));
  return lines;
};

/** Makes a confirmation the one that is worked on, and shows its mark. False where there is none. */
export const showRecord = async (
  viewer: ViewerElement,
  { study, stage }: Machinery,
  idOrReport: string,
): Promise<boolean> => {
  const { session } = viewer;
  const id = viewer.storing?.recordOf(idOrReport) ?? idOrReport;
  const record = session.cases.peek().confirmations.find((one) => one.id === id);
  if (!record) return false;
  session.activate(record.id);
  const showViewsOf = record.space.kind === 'biplane' ? (await import('../follow-two-views.ts')).showViewsOf : null;
  const hasTip = record.tip !== undefined;
  await jumpToMark({ mark: hasTip ? 'tip' : 'target' }, { session, study, stage, showViewsOf });
  return true;
};
