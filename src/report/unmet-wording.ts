import type { Assessment } from '../assess/assessment.ts';
import { quantityText } from './wording.ts';
import { zoneName } from './zone-wording.ts';

/**
 * What speaks against a step that the verdict alone would seem to allow: checks of the procedure's profile that aren't met, and lengths of the
 * device that act outside the target. The verdict is of the tip; these are of the rest.
 */
export const unmetTexts = ({ profile, zones = [] }: Assessment): readonly string[] => {
  const blocked = profile?.blockedBy.length ?? 0;
  const missed = profile?.thresholds.filter(({ result }) => result === 'not-met') ?? [];
  const name = profile?.procedure ?? '';
  return [
    ...(blocked > 0 ? [`${name}: blocked, see its profile below.`] : []),
    ...missed.map(({ title }) => `${name}: not met, ${title}.`),
    ...zones.flatMap((zone) => {
      const margin = zone.shape === 'segment' ? zone.margin : zone.ablativeMargin;
      if (!margin || margin.value >= 0) return [];
      const by = quantityText({ value: -margin.value, unit: 'mm' });
      return [
        zone.shape === 'segment'
          ? `${zoneName(zone)}: sticks out of the target by ${by}.`
          : `${zoneName(zone)}: leaves ${by} of the target uncovered.`,
      ];
    }),
  ];
};
