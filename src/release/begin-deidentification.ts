import { randomShift } from './date-shift.ts';
import type { Deidentification } from './deidentify-options.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { platformRandom, type FillRandom } from './random.ts';
import { UidMap } from './uid-map.ts';

export interface DeidentificationChoices {
  /** `shifted` by one random span, so that intervals stay (the default), or `removed`. */
  readonly dates?: 'shifted' | 'removed';
  /** Overlay planes may be writing: without this they are removed. */
  readonly keepOverlays?: boolean;
  /** Where random UIDs, names and the shift come from; the platform's generator without it. */
  readonly fillRandom?: FillRandom;
}

/** New random names, UIDs and one shift: for all images and records of one export, so that they still belong together. */
export const deidentificationOf = ({
  dates = 'shifted',
  keepOverlays = false,
  fillRandom = platformRandom,
}: DeidentificationChoices) =>
  ({
    uids: new UidMap(fillRandom),
    pseudonyms: new Pseudonyms(fillRandom),
    shift: dates === 'shifted' ? randomShift(fillRandom) : null,
    keepOverlays,
  }) satisfies Deidentification;
