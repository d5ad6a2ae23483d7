import { PLACE_TABLES, type PlaceCase } from './conformance-places.ts';
import { SCALE_TABLES, type ScaleCase } from './conformance-scales.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${text}\``;
const codes = (texts: readonly string[]): string => (texts.length === 0 ? '' : texts.map(code).join(', '));

/** A table as the formatter of the repository leaves it: columns as wide as their widest cell. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...others] = all;
  return [line(first), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...others.map(line)].join('\n');
};

const scaleRow = ({ id, what, scale: [, , unit, basis], caveats }: ScaleCase): readonly string[] => [
  code(id),
  what,
  code(basis),
  unit,
  codes(caveats),
];

/** Words as they are, codes of refusals as codes. */
const planesText = (planes: string | null): string =>
  planes === null ? '–' : planes === 'offered' || planes.startsWith('resampled') ? planes : code(planes);

const placeRow = ({ id, what, entries }: PlaceCase): readonly string[] => [
  code(id),
  what,
  entries.map(({ space, frames }) => `${code(space)} (${String(frames)})`).join('; '),
  [...new Set(entries.flatMap(({ caveats }) => caveats))].map(code).join(', '),
  entries.map(({ planes }) => planesText(planes)).join('; '),
];

/** The part of docs/conformance.md that is written from the cases. */
export const conformancePage = (): string =>
  [
    '### Scale, case by case',
    ...SCALE_TABLES.flatMap(([title, cases]) => [
      `**${title}**`,
      table(['case', 'what the file says', 'basis', 'unit', 'caveats'], cases.map(scaleRow)),
    ]),
    '### Place, case by case',
    'Entries are those of the list of series, with their frames.',
    ...PLACE_TABLES.flatMap(([title, cases]) => [
      `**${title}**`,
      table(['case', 'what arrives as one series', 'entries', 'caveats', 'reformatted planes'], cases.map(placeRow)),
    ]),
  ].join('\n\n');
