import { oneLine } from '../image/refusal.ts';
import type { Agreement, MeasureAgreement } from '../teach/agreement/agreement.ts';
import type { Estimate } from '../teach/agreement/intraclass.ts';
import { MEASURE_NAMES } from './agreement-names.ts';

/** A study for people: how far apart readings lie, who lies where, and what to put into a record. */
export const agreementText = (agreement: Agreement): string => {
  const { readers, cases, leftOut, measures, notStudied, markingSigma } = agreement;
  const lines = [
    `${String(readers.length)} readers, ${String(cases.length)} cases. Intervals are 95 %.`,
    ...(leftOut.length > 0 ? [`${String(leftOut.length)} cases that not all of them read are left out.`] : []),
    ...measures.flatMap((measure) => ['', ...measureLines(measure)]),
    ...(notStudied.length > 0 ? ['', 'Not studied, because it is not in all records:'] : []),
    ...notStudied.map(
      ({ measure, missing, of }) => `  ${MEASURE_NAMES[measure].label}: missing in ${String(missing)} of ${String(of)}`,
    ),
    '',
    ...(markingSigma.perAxis === null
      ? ['No marking sigma: the records have no shaft and no slices to tell directions by.']
      : [
          `Marking sigma of the tip, 1 SD: ${numberText(markingSigma.perAxis)} ${markingSigma.unit} per axis (tip.sigma).`,
          ...(['along', 'across', 'through'] as const).flatMap((name) => {
            const found = markingSigma[name];
            return found ? [`  ${name.padEnd(8)} ${estimateText(found, markingSigma.unit)}`] : [];
          }),
        ]),
  ];
  return `${lines.map(oneLineKeepingIndent).join('\n')}\n`;
};

const measureLines = (of: MeasureAgreement): readonly string[] => [
  `${MEASURE_NAMES[of.measure].label}, ${of.unit}`,
  ...row('reading sigma', of.sigma, of.unit),
  ...row('residual SD', of.residual, of.unit),
  ...row('repeated SD', of.repeated, of.unit),
  `  ${'between readers'.padEnd(LABEL)} ${numberText(of.betweenReaders)} ${of.unit}`,
  ...row('ICC(1,1)', of.intraclass?.oneWay ?? null, ''),
  ...row('ICC(2,1)', of.intraclass?.twoWayRandom ?? null, ''),
  ...row('ICC(3,1)', of.intraclass?.twoWayFixed ?? null, ''),
  ...of.biases.flatMap(({ reader, againstOthers }) => row(`${reader} − others`, againstOthers, of.unit)),
  ...of.pairs.map(
    ({ readers: [first, second], bias, low, high }) =>
      `  ${`${first} − ${second}`.padEnd(LABEL)} ${numberText(bias.value)}, limits ${numberText(low.value)} to ${numberText(high.value)} ${of.unit}`,
  ),
];

const LABEL = 22;

const row = (label: string, estimate: Estimate | null, unit: string): readonly string[] =>
  estimate ? [`  ${label.padEnd(LABEL)} ${estimateText(estimate, unit)}`] : [];

const estimateText = ({ value, interval: [low, high] }: Estimate, unit: string): string =>
  `${numberText(value)} (${numberText(low)} to ${numberText(high)})${unit === '' ? '' : ` ${unit}`}`;

const numberText = (value: number): string => value.toFixed(2).replace('-', '−');

/** Names may hold what others wrote; two blanks in front are ours. */
const oneLineKeepingIndent = (line: string): string => `${/^ */.exec(line)?.[0] ?? ''}${oneLine(line)}`;
