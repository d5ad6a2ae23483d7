import * as v from 'valibot';
import { positive, within } from './basic-schema.ts';
import { says } from './bulk-schema.ts';

/** mm: several times what any needle's artefact was measured to be off. */
const BAND_LIMIT_MM = 100;

export const artefactBandSchema = v.pipe(
  v.strictObject({
    from: within(BAND_LIMIT_MM, 'mm of the marked end'),
    to: within(BAND_LIMIT_MM, 'mm of the marked end'),
    across: v.optional(
      v.pipe(
        positive,
        v.check((value) => value <= BAND_LIMIT_MM, says('out-of-range', `must be at most ${String(BAND_LIMIT_MM)} mm`)),
      ),
    ),
  }),
  v.check(({ from, to }) => from < to, says('not-ascending', 'from must be less than to: both count from the mark')),
);
