import { effect } from '@preact/signals-core';
import type { DrawnGroup } from '../overlay/shape.ts';
import type { Session } from '../session/session.ts';
import { said, t } from '../words/words.ts';
import type { Machinery } from './machinery.ts';

/** Marks that a reader looks for, in the order in which they are told. */
const GROUPS = ['target', 'tip', 'shaft', 'entry', 'plan'] as const satisfies readonly DrawnGroup[];

type Group = (typeof GROUPS)[number];

const groupName = (group: Group): string => {
  switch (group) {
    case 'target':
      return t('target');
    case 'tip':
      return t('tip');
    case 'shaft':
      return t('shaft');
    case 'entry':
      return t('entry');
    case 'plan':
      return t('planned path');
  }
};

/** How long nothing has to change before the viewports are described anew: nobody hears each picture of a run. */
const REST_MS = 150;

/**
 * Names each viewport for whoever doesn't see it: what it shows, where in the series, and which marks are in the picture. Kept until the returned
 * function is called.
 */
export const nameViewports = (
  session: Session,
  { stage, tools, libraries }: Machinery,
  host: HTMLElement,
): (() => void) => {
  const listening = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const nameAll = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const element of stage.elements) nameOne(element);
  };
  const nameOne = (element: HTMLElement): void => {
    const shown = stage.shown.peek();
    if (!shown) return;
    const isSecond = shown.beside !== null && stage.viewOf(element) === 1;
    const { series, index } = isSecond ? shown.beside : shown;
    const what = `${series.modality} ${series.description}`.trim();
    const isPlanes = shown.layout === 'planes' || shown.layout === 'device';
    const name = isPlanes
      ? `${said((element.dataset['view'] ?? '').replace('-', ' '))}, ${what}`
      : shown.beside
        ? t('View {number}: {series}', { number: isSecond ? 2 : 1, series: what })
        : what;
    const place = isPlanes
      ? (element.querySelector('.overlay .title')?.textContent ?? '')
      : t('Image {number} of {count}.', { number: index + 1, count: series.frames.length });
    const seen = GROUPS.filter((group) => isSeen(element, group)).map(groupName);
    const marks =
      seen.length > 0 ? t('Marks in the picture: {marks}.', { marks: seen.join(', ') }) : t('No marks in the picture.');
    put(element, 'aria-label', name);
    put(element, 'aria-description', [place, marks].filter(Boolean).join(' '));
  };
  /** Ghosts of other slices and frames aren't in the picture. */
  const isSeen = (element: HTMLElement, group: Group): boolean =>
    tools.marking.shapes(element, group).some((shape) => shape.kind === 'handle' && !shape.ghost);
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(nameAll, REST_MS);
  };
  for (const event of [libraries.core.Enums.Events.CAMERA_MODIFIED, libraries.core.Enums.Events.STACK_NEW_IMAGE])
    host.addEventListener(event, soon, { capture: true, signal: listening.signal });
  const unfollow = effect(() => {
    void [session.active.value, session.draft.value, stage.shown.value];
    soon();
  });
  return () => {
    unfollow();
    listening.abort();
    clearTimeout(timer);
  };
};

const put = (element: HTMLElement, name: string, value: string): void => {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
};
