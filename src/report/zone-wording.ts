import type { AssessedZone } from '../assess/zones/zone-assessment.ts';
import { percent, quantityText } from './wording.ts';

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
export const zoneName = ({ role, ifFired }: Pick<AssessedZone, 'role' | 'ifFired'>): string =>
  `${ROLE_WORDS[role]}${ifFired ? ' if fired now' : ''}`;

/** What is known of a zone, piece by piece: "82 % inside (64 to 97 %)", "margin −1.2 mm (−3.0 to 0.4)". Says so where nothing is. */
export const zonePieces = (zone: AssessedZone): readonly string[] => {
  if (zone.shape === 'segment') {
    const { insideFraction, margin, ends, probabilityCovered } = zone;
    return orNothing([
      ...(insideFraction ? [`${shareText(insideFraction)} inside`] : []),
      ...(margin ? [`margin ${lengthText(margin)}`] : []),
      ...(ends ? [`ends ${ends.map(placeText).join(' and ')}`] : []),
      ...(probabilityCovered === null ? [] : [`chance that all of it is inside: ${percent(probabilityCovered)}`]),
    ]);
  }
  const { targetCovered, ablativeMargin, insideFraction, probabilityCovered } = zone;
  return orNothing([
    ...(targetCovered ? [`covers ${shareText(targetCovered)} of the target`] : []),
    ...(ablativeMargin ? [`minimal ablative margin ${lengthText(ablativeMargin)}`] : []),
    ...(insideFraction ? [`${shareText(insideFraction)} of it is target`] : []),
    ...(probabilityCovered === null
      ? []
      : [`chance that all of the target is covered: ${percent(probabilityCovered)}`]),
  ]);
};

export const zoneText = (zone: AssessedZone): string => `${zoneName(zone)}: ${zonePieces(zone).join(', ')}`;

const orNothing = (pieces: readonly string[]): readonly string[] => (pieces.length > 0 ? pieces : ['not measured']);

interface Spread {
  readonly value: number;
  readonly interval: readonly [number, number] | null;
}

/** Whole per cent; 0 and 100 only where the measured share is all or nothing. */
const shareText = ({ value, interval }: Spread): string => {
  const whole = (share: number): string =>
    String(share > 0 && share < 1 ? Math.min(99, Math.max(1, Math.round(share * 100))) : Math.round(share * 100));
  return interval && whole(interval[0]) !== whole(interval[1])
    ? `${whole(value)} % (${whole(interval[0])} to ${whole(interval[1])} %)`
    : `${whole(value)} %`;
};

const bare = (value: number): string => quantityText({ value, unit: 'mm' }).replace(' mm', '');

const lengthText = ({ value, interval }: Spread): string =>
  `${quantityText({ value, unit: 'mm' })}${interval ? ` (${bare(interval[0])} to ${bare(interval[1])})` : ''}`;

const placeText = ({ value }: Spread): string =>
  `${quantityText({ value: Math.abs(value), unit: 'mm' })} ${value > 0 ? 'outside' : 'inside'}`;
