import type { AssessedZone } from '../assess/zones/zone-assessment.ts';
import { english, type Say } from './say.ts';
import { percent, quantityText, sideText } from './wording.ts';

const ROLE_WORDS: Readonly<Record<AssessedZone['role'], string>> = {
  'side-holes': 'Side holes',
  notch: 'Notch',
  bevel: 'Bevel',
  stent: 'Stent',
  'exposed-tip': 'Exposed tip',
  other: 'Working zone',
  ablation: 'Ablation',
};

/** "Notch if fired now": what acts, and whether it is there already. */
export const zoneName = ({ role, ifFired }: Pick<AssessedZone, 'role' | 'ifFired'>, say: Say = english): string => {
  const zone = say(ROLE_WORDS[role]);
  return ifFired ? say('{zone} if fired now', { zone }) : zone;
};

/** What is known of a zone, piece by piece: "82 % inside (64 to 97 %)", "margin −1.2 mm (−3.0 to 0.4)". Says so where nothing is. */
export const zonePieces = (zone: AssessedZone, say: Say = english): readonly string[] => {
  if (zone.shape === 'segment') {
    const { insideFraction, margin, ends, probabilityCovered } = zone;
    const [first, second] = ends ?? [];
    return orNothing(say, [
      ...(insideFraction ? [say('{share} inside', { share: shareText(insideFraction, say) })] : []),
      ...(margin ? [say('margin {length}', { length: lengthText(margin, say) })] : []),
      ...(first && second
        ? [say('ends {first} and {second}', { first: sideText(first.value, say), second: sideText(second.value, say) })]
        : []),
      ...(probabilityCovered === null
        ? []
        : [say('chance that all of it is inside: {chance}', { chance: say(percent(probabilityCovered)) })]),
    ]);
  }
  const { targetCovered, ablativeMargin, insideFraction, probabilityCovered } = zone;
  return orNothing(say, [
    ...(targetCovered ? [say('covers {share} of the target', { share: shareText(targetCovered, say) })] : []),
    ...(ablativeMargin ? [say('minimal ablative margin {length}', { length: lengthText(ablativeMargin, say) })] : []),
    ...(insideFraction ? [say('{share} of it is target', { share: shareText(insideFraction, say) })] : []),
    ...(probabilityCovered === null
      ? []
      : [say('chance that all of the target is covered: {chance}', { chance: say(percent(probabilityCovered)) })]),
  ]);
};

export const zoneText = (zone: AssessedZone): string => `${zoneName(zone)}: ${zonePieces(zone).join(', ')}`;

const orNothing = (say: Say, pieces: readonly string[]): readonly string[] =>
  pieces.length > 0 ? pieces : [say('not measured')];

interface Spread {
  readonly value: number;
  readonly interval: readonly [number, number] | null;
}

/** Whole per cent; 0 and 100 only where the measured share is all or nothing. */
const shareText = ({ value, interval }: Spread, say: Say): string => {
  const whole = (share: number): string =>
    String(share > 0 && share < 1 ? Math.min(99, Math.max(1, Math.round(share * 100))) : Math.round(share * 100));
  return interval && whole(interval[0]) !== whole(interval[1])
    ? `${whole(value)} % (${say('{low} to {high}', { low: whole(interval[0]), high: whole(interval[1]) })} %)`
    : `${whole(value)} %`;
};

const bare = (value: number): string => quantityText({ value, unit: 'mm' }).replace(' mm', '');

const lengthText = ({ value, interval }: Spread, say: Say): string =>
  `${quantityText({ value, unit: 'mm' })}${interval ? ` (${say('{low} to {high}', { low: bare(interval[0]), high: bare(interval[1]) })})` : ''}`;
