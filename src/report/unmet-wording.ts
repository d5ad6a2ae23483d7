import type { Assessment } from '../assess/assessment.ts';
import { english, type Say } from './say.ts';
import { quantityText } from './wording.ts';
import { zoneName } from './zone-wording.ts';

/**
 * What speaks against a step that the verdict alone would seem to allow: checks of the procedure's profile that aren't met, and lengths of the
 * device that act outside the target. The verdict is of the tip; these are of the rest.
 */
export const unmetTexts = ({ profile, zones = [] }: Assessment, say: Say = english): readonly string[] => {
  const blocked = profile?.blockedBy.length ?? 0;
  const missed = profile?.thresholds.filter(({ result }) => result === 'not-met') ?? [];
  const name = say(profile?.procedure ?? '');
  return [
    ...(blocked > 0 ? [say('{name}: blocked, see its profile below.', { name })] : []),
    ...missed.map(({ title }) => say('{name}: not met, {title}.', { name, title: say(title) })),
    ...zones.flatMap((zone) => {
      const margin = zone.shape === 'segment' ? zone.margin : zone.ablativeMargin;
      if (!margin || margin.value >= 0) return [];
      const by = quantityText({ value: -margin.value, unit: 'mm' });
      return [
        zone.shape === 'segment'
          ? say('{zone}: sticks out of the target by {by}.', { zone: zoneName(zone, say), by })
          : say('{zone}: leaves {by} of the target uncovered.', { zone: zoneName(zone, say), by }),
      ];
    }),
  ];
};
