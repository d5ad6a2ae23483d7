import { beamEffect, type BeamEffect } from '../../src/assess/beam-effect.ts';
import { assessmentOf, imageSpace, recordOf } from './records.ts';

/** Pixels of 0.2 by 0.25 mm; an ellipse of 40 columns, which is 8 by 10 mm. */
export const beamRecord = (
  beamWidth: number | undefined,
  sigma = 0.5,
  target: object = { shape: 'circle', center: [200, 200], radius: 40 },
) => ({
  space: imageSpace(0.2, 0.25, beamWidth === undefined ? {} : { beamWidth }),
  target,
  tip: { position: [215, 200], evidence: 'person', sigma },
});
export const beamEffectOf = (record: object): BeamEffect | null => beamEffect(recordOf(record), assessmentOf(record));
