import type { Agreement } from './agreement.ts';
import { biasPlot, blandAltmanPlot } from './plots.ts';
import type { StudyMeasure } from './readings.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What readers of the page call the measures; `hint` says what they are. */
export type MeasureNames = Readonly<Record<StudyMeasure, { readonly label: string; readonly hint: string }>>;

/** Every plot of a study on one page that needs nothing else: no script, no font, no address. The same for the same study. */
export const plotsPage = (agreement: Agreement, names: MeasureNames): string => {
  const { readers, cases, leftOut, measures, notStudied, markingSigma } = agreement;
  const sections = measures.map((of) => {
    const { label, hint } = names[of.measure];
    return `<section>\n<h2>${escaped(label)}, ${escaped(of.unit)}</h2>\n<p>${escaped(hint)}.</p>\n${[
      biasPlot(of, label),
      ...of.pairs.map((pair) => blandAltmanPlot(of, label, readers, pair)),
    ].join('\n')}\n</section>`;
  });
  const notes = [
    `${String(readers.length)} readers, ${String(cases.length)} cases. Bands and bars are 95 % intervals; limits of agreement are bias ± 1.96 SD (Bland and Altman 1999).`,
    ...(leftOut.length > 0 ? [`${String(leftOut.length)} cases that not all of them read are left out.`] : []),
    ...(notStudied.length > 0
      ? [
          `Not studied, because it is not in all records: ${notStudied.map(({ measure }) => names[measure].label).join(', ')}.`,
        ]
      : []),
    ...(markingSigma.perAxis === null
      ? []
      : [`Marking sigma of the tip, 1 SD: ${markingSigma.perAxis.toFixed(2)} ${markingSigma.unit} per axis.`]),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Agreement of ${String(readers.length)} readers</title>
<style>
body { font: 14px/1.5 sans-serif; color: #1b1f24; background: #fff; margin: 24px; }
h1 { font-size: 20px; } h2 { font-size: 16px; margin: 24px 0 0; } h2 + p { margin: 0 0 8px; color: #57606a; }
svg { border: 1px solid #d0d7de; margin: 0 8px 8px 0; vertical-align: top; }
section { break-inside: avoid-page; } svg { break-inside: avoid; }
</style>
</head>
<body>
<h1>Agreement of ${String(readers.length)} readers</h1>
${notes.map((note) => `<p>${escaped(note)}</p>`).join('\n')}
${sections.join('\n')}
</body>
</html>
`;
};
