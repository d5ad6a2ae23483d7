import type { CtOutcome, EndError } from './ct-cases.ts';
import type { FrameOutcome } from './frame-cases.ts';

export interface Outcomes {
  readonly ct: readonly CtOutcome[];
  readonly fluoroscopy: readonly FrameOutcome[];
  readonly ultrasound: readonly FrameOutcome[];
  /** Its version, or null where it isn't installed. */
  readonly scipy: string | null;
}

/** Slices up to this thickness, mm, have a limit of their own. */
const THIN_MM = 1.25;
/** From this score on a suggestion counts as a firm one. */
const FIRM = 0.5;
/** Normalised errors beyond this are of another end, not of the fit: they are counted as found elsewhere. */
const OTHER_END = 5;

export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? NaN;

const spread = (normalised: readonly number[]): number => {
  const own = normalised.filter((value) => Math.abs(value) < OTHER_END);
  return Math.sqrt(own.reduce((sum, value) => sum + value * value, 0) / own.length);
};

const percent = (part: number, of: number): string => (of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`);
const mm = (value: number): string => `${value.toFixed(2)} mm`;
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
const inTime = (seconds: number): string => `${(1000 * seconds).toFixed(0)} ms`;

type Row = readonly [name: string, ours: string, baseline: string, scipy: string, limit: string];

/** The table of `docs/tip-finding.md`, in Markdown. */
export const tipTable = ({ ct, fluoroscopy, ultrasound, scipy }: Outcomes): string => {
  const rows = [...findingRows(ct, scipy !== null), ...timeRows(ct)];
  const apart = ct.flatMap((one) => (one.scipy ? [one.scipy.apart] : []));
  const missed = ct.filter(({ ours }) => !ours.found);
  return [
    `${String(ct.length)} CT phantoms, seeds ${String(ct[0]?.seed)} to ${String(ct.at(-1)?.seed)}. Baseline: a threshold, the connected voxels, their principal axis and the extreme`,
    `voxel along it; ${scipy === null ? 'scipy was not installed, so its column is empty' : `the same with scipy ${scipy} (the same end within 0.01 mm in ${percent(apart.filter((one) => one < 0.01).length, apart.length)})`}.`,
    '',
    '| CT | TipCheck | baseline | scipy | limit |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    `TipCheck found nothing in ${String(missed.length)} of them; a percentile counts those that found an end. “Sure and wrong” is a score above ${String(FIRM)} with an error of more than 3 sigma and`,
    'more than 1.5 mm. Seconds are the processor’s, on one core, one after the other for each phantom.',
    '',
    ...frameTable(fluoroscopy, ultrasound),
  ].join('\n');
};

const findingRows = (ct: readonly CtOutcome[], hasScipy: boolean): readonly Row[] => {
  const errors = (of: (one: CtOutcome) => EndError | null | undefined, are: (one: CtOutcome) => boolean) =>
    ct.filter(are).flatMap((one) => {
      const error = of(one);
      return error ? [{ ...error, thickness: one.thickness }] : [];
    });
  const ways = [
    (one: CtOutcome) => one.ours.found?.error,
    (one: CtOutcome) => one.baseline.error,
    ...(hasScipy ? [(one: CtOutcome) => one.scipy?.error] : []),
  ];
  const isThin = ({ thickness }: CtOutcome): boolean => thickness <= THIN_MM;
  const isThick = (one: CtOutcome): boolean => !isThin(one);
  const each = (
    name: string,
    are: (one: CtOutcome) => boolean,
    figure: (errors: readonly (EndError & { readonly thickness: number })[]) => string,
    limit: string,
  ): Row => {
    const [ours = '–', baseline = '–', scipy = '–'] = ways.map((way) => figure(errors(way, are)));
    return [name, ours, baseline, scipy, limit];
  };
  const all = (): boolean => true;
  const total = (list: readonly EndError[]): readonly number[] => list.map((one) => one.total);
  const found = ct.flatMap(({ ours }) => ours.found ?? []);
  const wrong = found.filter(
    ({ error, sigma, score }) => score > FIRM && error.total > Math.max(3 * Math.max(sigma.along, sigma.across), 1.5),
  );
  const gate = ct.flatMap((one) => one.gate ?? []);
  const blocked = gate.filter(({ wrong: verdict }) => verdict === 'contradicted');
  const leaving = gate.filter(({ kind }) => kind === 'leaves-slice');
  return [
    each('an end was found', all, (list) => percent(list.length, ct.length), ''),
    each(`tip, median, slices to ${String(THIN_MM)} mm`, isThin, (list) => mm(quantile(total(list), 0.5)), '0.5'),
    each(
      `tip, 95th percentile, slices to ${String(THIN_MM)} mm`,
      isThin,
      (list) => mm(quantile(total(list), 0.95)),
      '1.5',
    ),
    each('tip, median, thicker slices', isThick, (list) => mm(quantile(total(list), 0.5)), '0.5'),
    each('tip, 95th percentile, thicker slices', isThick, (list) => mm(quantile(total(list), 0.95)), ''),
    each(
      'the same over 1 mm + 0.3 × thickness',
      isThick,
      (list) =>
        quantile(
          list.map((one) => one.total / (1 + 0.3 * one.thickness)),
          0.95,
        ).toFixed(2),
      '1',
    ),
    each(
      'axis, median',
      all,
      (list) =>
        `${quantile(
          list.map(({ degrees }) => degrees),
          0.5,
        ).toFixed(2)}°`,
      '1°',
    ),
    each(
      'axis, 95th percentile',
      all,
      (list) =>
        `${quantile(
          list.map(({ degrees }) => degrees),
          0.95,
        ).toFixed(2)}°`,
      '2°',
    ),
    [
      'error over sigma, along the device',
      spread(found.map(({ error, sigma }) => error.along / sigma.along)).toFixed(2),
      '–',
      '–',
      '0.9 to 1.1',
    ],
    [
      'error over sigma, across it',
      spread(found.map(({ error, sigma }) => error.across / sigma.across)).toFixed(2),
      '–',
      '–',
      '0.9 to 1.1',
    ],
    ['sure and wrong', percent(wrong.length, ct.length), '–', '–', '2 %'],
    [
      `wrong marks contradicted (${String(gate.length)}: on the shaft, or where it leaves a slice in ${String(leaving.length)})`,
      percent(blocked.length, gate.length),
      '–',
      '–',
      '≥ 95 %',
    ],
    [
      `tips as marked refused (${String(gate.length)})`,
      percent(gate.filter(({ tip }) => tip === 'contradicted').length, gate.length),
      '–',
      '–',
      '5 %',
    ],
  ];
};

const timeRows = (ct: readonly CtOutcome[]): readonly Row[] => {
  const ours = mean(ct.map((one) => one.ours.seconds));
  const baseline = mean(ct.map((one) => one.baseline.seconds));
  const python = ct.flatMap(({ scipy }) => (scipy ? [scipy.seconds] : []));
  const ratio = (seconds: number): string => `${(seconds / ours).toPrecision(2)} ×`;
  return [
    ['time a case, mean', inTime(ours), inTime(baseline), python.length > 0 ? inTime(mean(python)) : '–', ''],
    ['the same, as a ratio', '1', ratio(baseline), python.length > 0 ? ratio(mean(python)) : '–', ''],
  ];
};

const frameTable = (fluoroscopy: readonly FrameOutcome[], ultrasound: readonly FrameOutcome[]): readonly string[] => {
  const column = (outcomes: readonly FrameOutcome[], limit: number, unit: string): readonly string[] => {
    const here = outcomes.filter(({ tipIsInImage }) => tipIsInImage);
    const elsewhere = outcomes.filter(({ tipIsInImage }) => !tipIsInImage);
    const errors = here.flatMap(({ error }) => error ?? []);
    const hits = errors.filter(({ size }) => size < limit);
    const shaft = outcomes.flatMap((one) => one.shaft ?? []);
    const tips = here.flatMap(({ end }) => end ?? []);
    const lost = elsewhere.flatMap(({ end }) => end ?? []);
    const told = (verdicts: readonly string[], verdict: string): string =>
      percent(verdicts.filter((one) => one === verdict).length, verdicts.length);
    return [
      `${percent(hits.length, here.length)} (${String(limit)} ${unit})`,
      `${quantile(
        errors.map(({ size }) => size),
        0.5,
      ).toFixed(2)} ${unit}`,
      percent(elsewhere.filter(({ saidNotInImage }) => saidNotInImage).length, elsewhere.length),
      spread(hits.map(({ normalised }) => normalised)).toFixed(2),
      told(shaft, 'contradicted'),
      told(tips, 'contradicted'),
      told(lost, 'supported'),
      inTime(mean(outcomes.map(({ seconds }) => seconds))),
    ];
  };
  const [xa, us] = [column(fluoroscopy, 2, 'px'), column(ultrasound, 1.5, 'mm')];
  return [
    `| ${String(fluoroscopy.length)} and ${String(ultrasound.length)} phantoms | fluoroscopy | ultrasound |`,
    '| --- | ---: | ---: |',
    ...[
      'tip in the image: found within',
      'error where an end was found, median',
      'tip not in the image: said so',
      'error over sigma, along the device',
      'marks on the shaft contradicted',
      'tips refused',
      'where the device is lost from sight, supported as its tip',
      'time a case, mean',
    ].map((name, n) => `| ${name} | ${xa[n] ?? ''} | ${us[n] ?? ''} |`),
  ];
};
