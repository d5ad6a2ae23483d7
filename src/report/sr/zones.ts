import type { Assessment } from '../../assess/assessment.ts';
import type { AssessedZone, Share, ZoneLength } from '../../assess/zones/zone-assessment.ts';
import { zoneName } from '../zone-wording.ts';
import { DCM, own, SCT, type PrivateName } from './codes.ts';
import { code, type ContentItem } from './content-item.ts';
import { measurementGroup } from './group.ts';
import { inferencesOf } from './inferred.ts';
import { deviceCode, type MarkContext } from './marks.ts';
import { measurement } from './measured.ts';
import { fromImage } from './places.ts';
import { zoneParameters } from './record-group.ts';

/** What acts of the device: one group a zone, with its sizes as the record says them and what they amount to. */
export const zoneGroups = (context: MarkContext, { zones = [] }: Assessment): readonly ContentItem[] => {
  const inferences = inferencesOf(context, null);
  const from = inferences.normalDistance ?? inferences.verdict ?? fromImage(context.source);
  return zones.map((zone, index) =>
    measurementGroup(
      '1501',
      'zone',
      { recordId: context.record.id, mark: `zone ${String(index + 1)}`, label: zoneName(zone) },
      {
        finding: deviceCode(context.record),
        contents: [
          ...zoneParameters(context, index),
          ...measuresOf(zone, from),
          code(own('zone-fired'), zone.ifFired ? SCT.yes : SCT.no),
        ],
      },
    ),
  );
};

/** The zones as the record says them, unmeasured. */
export const zoneParameterGroups = (context: MarkContext): readonly ContentItem[] =>
  (context.record.device?.zones ?? []).map((_, index) =>
    measurementGroup(
      '1501',
      'zone',
      { recordId: context.record.id, mark: `zone ${String(index + 1)}`, label: 'Zone' },
      { finding: deviceCode(context.record), contents: zoneParameters(context, index) },
    ),
  );

const measuresOf = (zone: AssessedZone, from: readonly ContentItem[]): readonly ContentItem[] => {
  const one = (name: PrivateName, value: Share | ZoneLength | null | undefined): ContentItem =>
    measurement(
      own(name),
      null,
      value ?? 'valueUnknown',
      from,
      // The standard has no share of a length or a volume.
      value?.unit === 'mm' ? DCM.distance : null,
    );
  const covered = measurement(
    own('zone-covered'),
    null,
    zone.probabilityCovered === null
      ? 'valueUnknown'
      : { value: zone.probabilityCovered, unit: '1', sigma: null, interval: null },
    from,
  );
  return zone.shape === 'segment'
    ? [
        one('zone-inside', zone.insideFraction),
        one('zone-margin', zone.margin),
        one('zone-hub-end', zone.ends?.[0]),
        one('zone-tip-end', zone.ends?.[1]),
        covered,
      ]
    : [
        one('zone-inside', zone.insideFraction),
        one('zone-covers', zone.targetCovered),
        one('ablation-margin', zone.ablativeMargin),
        covered,
      ];
};
