import type { Edit } from '../confirmation/edit.ts';
import type { Position, Space } from '../confirmation/record.ts';
import { endLengths } from './end-lengths.ts';
import type { ImageSource } from './image-source.ts';
import { isImageEvidence, type FoundEnd } from './suggestions.ts';

/** How far back along the device its shaft is marked, for the direction that it ends in. */
const BACK = { mm: 15, px: 60 } as const;

/** The edit that marks the tip where an end was found: its place, how surely along and across the device, by which method and why. */
export const acceptedTip = (
  end: FoundEnd,
  { series, frame }: ImageSource,
  space: Space,
): Extract<Edit, { kind: 'place-tip' }> => {
  const covariance = end.tip.length === 3 ? covarianceInPatient(end) : covarianceInImage(end, space);
  const count = Math.round(Math.sqrt(covariance.length));
  // The largest variance on an axis: what is told where one number has to do.
  const sigma = Math.sqrt(Math.max(...Array.from({ length: count }, (_, n) => covariance[n * (count + 1)] ?? 0)));
  const shaft = shaftOf(end);
  const { method: name, version, score, evidence } = end;
  return {
    kind: 'place-tip',
    position: end.tip as unknown as Position,
    sigma,
    image: { sopInstanceUID: frame.instance.sopInstanceUID, frame: frame.frame },
    found: {
      evidence: isImageEvidence(end, series.modality) ? 'image' : 'none',
      method: { name, version, score, reasons: evidence.map(({ message }) => message) },
      covariance,
      ...(shaft && { shaft }),
    },
  };
};

/** mm²: across² on every axis, and along² on the device's. */
const covarianceInPatient = ({ axis, sigma }: FoundEnd): readonly number[] =>
  [0, 1, 2].flatMap((i) =>
    [0, 1, 2].map(
      (j) =>
        (i === j ? sigma.across ** 2 : 0) + (sigma.along ** 2 - sigma.across ** 2) * (axis[i] ?? 0) * (axis[j] ?? 0),
    ),
  );

/** In the unit of the image's scale. */
const covarianceInImage = (end: FoundEnd, space: Space): readonly number[] => {
  const {
    along,
    across,
    direction: [x = 0, y = 0],
  } = endLengths(end, space);
  const mixed = (along ** 2 - across ** 2) * x * y;
  return [(along * x) ** 2 + (across * y) ** 2, mixed, mixed, (along * y) ** 2 + (across * x) ** 2];
};

const shaftOf = ({ path, tip }: FoundEnd): Position | null => {
  const far = tip.length === 3 ? BACK.mm : BACK.px;
  const away = (point: readonly number[]): number => Math.hypot(...point.map((value, k) => value - (tip[k] ?? 0)));
  const point = path.findLast((one) => away(one) >= far) ?? path[0];
  return point && away(point) > 0 ? (point as unknown as Position) : null;
};
