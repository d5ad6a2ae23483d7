import { assess } from '../assess/assess.ts';
import { caveat } from '../assess/caveats.ts';
import type { Assessment } from '../assess/assessment.ts';
import { withProfile } from '../assess/profiles/judge.ts';
import type { ProcedureProfile } from '../assess/profiles/profile.ts';
import { isRefused, type Confirmation } from '../confirmation/record.ts';
import { withFacts } from './image-facts.ts';
import { PreparedTargets } from './prepared-targets.ts';
import type { ImageLookup } from './scale-at-marks.ts';

/** What one assessment depends on beside the record. */
export interface AssessedWith {
  readonly confidence: number;
  readonly images: ImageLookup;
  readonly profile: ProcedureProfile | null;
  /** Whether the pixels were seen to contradict the record's tip. */
  readonly isContradicted?: boolean;
}

/** How a session assesses its records: all that measures, which a session is ready without (late-assessing.ts). */
export class Assessing {
  readonly #targets = new PreparedTargets();

  /** Whether a record can be assessed at once. Large targets that aren't ready are begun with. */
  isReady(record: Confirmation): boolean {
    return this.#targets.isReady(record);
  }

  /** Null for a record that can't be assessed. A target that isn't ready is made ready here, which then takes a moment. */
  assess(
    record: Confirmation,
    { confidence, images, profile, isContradicted = false }: AssessedWith,
  ): Assessment | null {
    const result = assess(record, { confidence });
    if (isRefused(result)) return null;
    const seen = withFacts(result, record, images);
    const assessment = isContradicted ? { ...seen, caveats: [caveat('tip-contradicted'), ...seen.caveats] } : seen;
    // Held against the profile last: what the images say blocks as well.
    return profile ? withProfile(assessment, record.space, profile) : assessment;
  }
}
