import { METRIC_NAMES, type Assessment, type Verdict } from '../../assess/assessment.ts';
import type { Reported } from '../summary.ts';
import { changeWords, distanceText, lookRows, targetMovedText } from '../look-wording.ts';
import { SOFTWARE_NAME, SOFTWARE_VERSION } from '../dicom/equipment.ts';
import { judgedText } from '../profile-wording.ts';
import { unmetTexts } from '../unmet-wording.ts';
import {
  METRIC_LABELS,
  METRIC_ORDER,
  quantityText,
  uncertaintyText,
  VERDICT_WORDS,
  verdictSentence,
} from '../wording.ts';
import { zoneText } from '../zone-wording.ts';
import { caseFacts, patientFacts, type Fact, type ImageOnPage } from './facts.ts';

/** What a look at the page shows first: the same words and form everywhere. */
export interface PageVerdict {
  readonly verdict: Verdict;
  readonly word: string;
  readonly sentence: string;
  /** What speaks against a step that the verdict alone would seem to allow. */
  readonly against: readonly string[];
}

export interface MeasureLine {
  readonly label: string;
  readonly value: string;
  /** Half of the 95 % interval, or its ends; empty where no uncertainty is known. */
  readonly spread: string;
}

export interface LookLine {
  readonly name: string;
  readonly distance: string;
  readonly verdict: string;
  readonly change: string;
}

/**
 * The content of one page that a reader signs, as plain data: the PDF and the print view lay out the same. It holds words that are made
 * elsewhere, and never says more than the verdict does.
 */
export interface ReportPage {
  readonly title: string;
  readonly patient: readonly Fact[];
  readonly verdict: PageVerdict;
  /** What the measures are called together: "Distances (± 95 %)". */
  readonly measuresTitle: string;
  readonly measures: readonly MeasureLine[];
  readonly facts: readonly Fact[];
  /** All of them, each a sentence; what blocks the procedure says so. */
  readonly caveats: readonly string[];
  readonly looks: readonly LookLine[];
  readonly zones: readonly string[];
  readonly thresholds: readonly string[];
  /** Under what the reader signs. */
  readonly signature: { readonly reader: string; readonly labels: readonly string[] };
  /** At the foot of every page. */
  readonly foot: readonly string[];
}

export const DISCLAIMER = 'For review and teaching. Not a medical device.';

export interface PageOptions {
  readonly printedAt: Date;
  /** The image that the marks were made on, where it is there. */
  readonly image?: ImageOnPage | null | undefined;
}

export const reportPage = ({ record, assessment }: Reported, { printedAt, image = null }: PageOptions): ReportPage => ({
  title: 'Tip position report',
  patient: patientFacts(image?.attributes.header),
  verdict: {
    verdict: assessment.verdict,
    word: VERDICT_WORDS[assessment.verdict],
    sentence: [verdictSentence(assessment), earlierLook(record, assessment)].filter(Boolean).join(' '),
    against: unmetTexts(assessment).map((text) =>
      text.replace(
        ', see its profile below',
        (assessment.profile?.thresholds.length ?? 0) > 0
          ? ', see what to know and the limits below'
          : ', see what to know below',
      ),
    ),
  },
  measuresTitle: unitsOf(assessment).has('px') ? 'Distances in pixels (± 95 %)' : 'Distances (± 95 %)',
  measures: METRIC_ORDER.flatMap((name) => {
    const quantity = assessment.metrics[name];
    return quantity
      ? [{ label: METRIC_LABELS[name].label, value: quantityText(quantity), spread: uncertaintyText(quantity) }]
      : [];
  }),
  facts: caseFacts({ record, assessment }, image, printedAt),
  caveats: assessment.caveats.map(({ code, message }) => {
    const { profile } = assessment;
    const blocks = profile?.blockedBy.some((one) => one === code) === true;
    return `${sentence(message)}${profile && blocks ? ` This blocks: ${profile.procedure}.` : ''}`;
  }),
  looks: lookRows(record, assessment).map(
    ({ name, time, tag, distance, distanceTo, verdict, change, step, caveats }) => {
      const words = change && changeWords(change);
      return {
        name: `${name}, ${time}${tag === null ? '' : ` (${tag})`}`,
        distance: distance ? `${distanceText(distance)} to ${distanceTo}` : 'not measured',
        verdict: distance ? VERDICT_WORDS[verdict] : '',
        change: [
          ...(words ? [`${words.by}, ${words.means}`] : []),
          ...[targetMovedText(step)].filter((text) => text !== null),
          ...(distance ? [] : caveats.map((code) => code.replaceAll('-', ' '))),
        ].join('; '),
      };
    },
  ),
  zones: (assessment.zones ?? []).map((zone) => sentence(zoneText(zone))),
  thresholds: (assessment.profile?.thresholds ?? []).map((judged) => `${judged.title}: ${judgedText(judged)}`),
  signature: { reader: record.observer ?? '', labels: ['Read by', 'Signature', 'Date and time'] },
  foot: [`${SOFTWARE_NAME} ${SOFTWARE_VERSION} · record ${record.id}`, DISCLAIMER],
});

/** A tip that is no longer marked was, perhaps, in a look: the one before the irreversible step, else the last. */
const earlierLook = (record: Reported['record'], assessment: Assessment): string => {
  if (record.tip !== undefined || record.space.kind === 'biplane') return '';
  const rows = lookRows(record, assessment).filter(({ distance }) => distance !== null);
  const row = rows.find(({ tag }) => tag !== null) ?? rows.at(-1);
  if (!row?.distance) return '';
  const { name, time, tag, verdict, distance, distanceTo } = row;
  return `${name}, ${time}${tag === null ? '' : ` (${tag})`}: ${VERDICT_WORDS[verdict].toLowerCase()}, ${distanceText(distance)} to ${distanceTo}.`;
};

const unitsOf = ({ metrics }: Assessment): ReadonlySet<string> =>
  new Set(METRIC_NAMES.flatMap((name) => metrics[name]?.unit ?? []));

/** Begun with a capital and ended with a full stop. */
const sentence = (text: string): string => {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
};
