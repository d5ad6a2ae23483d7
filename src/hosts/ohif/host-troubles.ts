import type { CornerstoneInstances } from '../../tools/create-tools.ts';

/** The Cornerstone versions between which OHIF is tested; `before` itself is none of them. */
export const TESTED_CORNERSTONE = { from: '4.5.13', before: '6.0.0' } as const;

const partsOf = (version: string): readonly number[] => version.split(/[.+-]/, 3).map(Number);

/** Whether `a` is an earlier version than `b`, by its three numbers. */
const isBefore = (a: string, b: string): boolean => {
  const [left, right] = [partsOf(a), partsOf(b)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at >= 0 && (left[at] ?? NaN) < (right[at] ?? NaN);
};

/** What is to be told of the version that the host says it has; null where it is a tested one. */
export const versionTrouble = (version: unknown): string | null => {
  const tested = `tested with ${TESTED_CORNERSTONE.from} up to, but not with, ${TESTED_CORNERSTONE.before}`;
  if (typeof version !== 'string' || !/^\d+\.\d+\.\d+/.test(version))
    return `This viewer does not say which version of Cornerstone it has; TipCheck is ${tested}. Check marks against the picture.`;
  return isBefore(version, TESTED_CORNERSTONE.from) || !isBefore(version, TESTED_CORNERSTONE.before)
    ? `This viewer has Cornerstone ${version}; TipCheck is ${tested}. Check marks against the picture.`
    : null;
};

export const SECOND_CORNERSTONE =
  'A second Cornerstone is on this page. What it shows can’t be marked here: the two share nothing. Look for a plugin that brings its own copy.';

/** Viewports name themselves on their element, whichever copy of Cornerstone made them. */
const VIEWPORT = '[data-viewport-uid]';

/**
 * Whether another copy of Cornerstone than the host's is on the page: one that draws there, or one that hosts and plugins usually put on the
 * page's globals.
 */
export const hasSecondCornerstone = ({ core, tools }: CornerstoneInstances): boolean => {
  const page = globalThis as unknown as Readonly<Record<string, unknown>>;
  const others = [
    ['@cornerstonejs/core', core],
    ['cornerstone', core],
    ['@cornerstonejs/tools', tools],
    ['cornerstoneTools', tools],
  ] as const;
  if (others.some(([name, own]) => isOtherCopy(page[name], own))) return true;
  return [...document.querySelectorAll<HTMLDivElement>(VIEWPORT)].some((element) => !core.getEnabledElement(element));
};

/** Whether it is Cornerstone, and not the same one: a module may stand there in another wrapping. */
const isOtherCopy = (found: unknown, own: object): boolean => {
  if (typeof found !== 'object' || found === null || found === own) return false;
  const [theirs, ours] = [found as { Enums?: unknown; eventTarget?: unknown }, own as { Enums?: unknown }];
  return theirs.Enums !== undefined && theirs.Enums !== ours.Enums;
};
