import { hasNoDepth, type ImageSeries } from '../image/series.ts';
import { isRefused } from '../confirmation/record.ts';
import type { ImageFrame } from '../image/stacks.ts';
import type { FoundTarget } from '../report/targets/found.ts';
import { placeTarget, type OpenImages, type PlacedTarget } from '../report/targets/place-target.ts';
import type { Session } from '../session/session.ts';
import { spaceOf, type ImageSource } from '../session/space-of.ts';
import type { SkippedFile, Study } from '../viewer/study.ts';
import type { TargetFile } from './read-targets.ts';

/** The images that are open, with what the reader calibrated of them. */
export interface Open {
  readonly study: Pick<Study, 'series' | 'lookup'>;
  readonly session: Pick<Session, 'calibrated'>;
}

/** A target that can be used on the images that are open. */
export interface TargetOffer {
  readonly path: string;
  readonly name: string;
  readonly found: FoundTarget;
  /** The unit of the tolerance that it needs; null where it needs none. */
  readonly toleranceUnit: string | null;
}

export interface TargetOffers {
  readonly offers: readonly TargetOffer[];
  /** What can't be used, as other files that are not shown. */
  readonly refused: readonly SkippedFile[];
}

const imagesOf = ({ study, session }: Open): OpenImages => {
  const inPatient = (series: ImageSeries, uid: string): ImageFrame | undefined =>
    series.space === 'patient' && series.frameOfReferenceUID === uid && !hasNoDepth(series)
      ? series.frames[0]
      : undefined;
  return {
    inFrameOfReference: (uid) => {
      for (const series of study.series.value) {
        const frame = inPatient(series, uid);
        if (frame) return frame;
      }
      return undefined;
    },
    frame: (sopInstanceUID, frame) => study.lookup(sopInstanceUID, frame)?.frame,
    spaceAt: (on, position) => {
      const source = study.lookup(on.instance.sopInstanceUID, on.frame);
      if (!source) throw new Error('the image was found among those that are open');
      return spaceOf(session.calibrated(source), position);
    },
  };
};

/** Holds the targets of files against the images that are open. */
export const targetOffers = (files: readonly TargetFile[], open: Open): TargetOffers => {
  const images = imagesOf(open);
  const offers: TargetOffer[] = [];
  const refused: SkippedFile[] = [];
  for (const { path, targets } of files) {
    for (const found of targets) {
      const refuse = (code: string, message: string): void => {
        refused.push({ path, code, message: `${found.name}: ${message}` });
      };
      if (found.kind === 'unusable') {
        refuse(found.code, found.message);
        continue;
      }
      const placed = placeTarget(found, images, null);
      if (isRefused(placed)) refuse(placed.code, placed.message);
      else
        offers.push({
          path,
          name: found.name,
          found,
          toleranceUnit: placed.kind === 'needs-tolerance' ? placed.unit : null,
        });
    }
  }
  return { offers, refused };
};

/** An offer as a target, with the image that it lies on; null where its images went, or the tolerance is none. */
export const placedOffer = (
  { found }: TargetOffer,
  tolerance: number | null,
  open: Open,
): { readonly target: PlacedTarget['target']; readonly source: ImageSource } | null => {
  const placed = placeTarget(found, imagesOf(open), tolerance);
  if (isRefused(placed) || placed.kind !== 'placed') return null;
  const { on, target } = placed;
  const source = open.study.lookup(on.instance.sopInstanceUID, on.frame);
  return source ? { target, source } : null;
};
