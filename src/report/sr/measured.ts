import { own, SCT, type Code, type PrivateName, type Unit } from './codes.ts';
import { as, code, num, type ContentItem, type Unknown } from './content-item.ts';

/** A value with how uncertain it is, as an assessment holds it. */
export interface Uncertain {
  readonly value: number;
  readonly unit: Unit;
  readonly sigma: number | null;
  readonly interval: readonly [low: number, high: number] | null;
}

const spread = (name: Code, value: number, unit: Unit, level: PrivateName): ContentItem =>
  num(name, { value, unit }, as('HAS CONCEPT MOD', code(own('spread-level'), own(level))));

/** Uncertainty of a number, in its unit (TID 310, CID 225): 1 SD as ±, and how far the 95 % interval reaches above and below the value. */
const uncertaintyItems = ({ value, unit, sigma, interval }: Uncertain): readonly ContentItem[] => [
  ...(sigma === null ? [] : [spread(SCT.uncertainty, sigma, unit, 'one-sd')]),
  ...(interval
    ? [
        spread(SCT.upperUncertainty, interval[1] - value, unit, '95-percent'),
        spread(SCT.lowerUncertainty, value - interval[0], unit, '95-percent'),
      ]
    : []),
];

/**
 * A measurement (TID 300): what exactly was measured as a modifier of its name, its uncertainty as properties, and the coordinates and images
 * that it was inferred from.
 */
export const measurement = (
  name: Code,
  quantity: PrivateName | null,
  measured: Uncertain | Unknown,
  from: readonly ContentItem[],
  nearest: Code | null = null,
): ContentItem =>
  num(name, measured, [
    ...as(
      'HAS CONCEPT MOD',
      ...(quantity === null ? [] : [code(own('quantity'), own(quantity))]),
      ...(nearest === null ? [] : [code(own('nearest-standard'), nearest)]),
    ),
    ...(typeof measured === 'string' ? [] : as('HAS PROPERTIES', ...uncertaintyItems(measured))),
    ...from,
  ]);
