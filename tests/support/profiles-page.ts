import { PROFILES } from '../../src/index.ts';
import { blockedText, measureLabel, sourceText, thresholdText } from '../../src/report/profile-wording.ts';
import type { ProcedureProfile, Threshold } from '../../src/assess/profiles/profile.ts';

const thresholdLines = (threshold: Threshold): readonly string[] => [
  `- **${threshold.title}**: ${thresholdText(threshold)}. Source: ${sourceText(threshold)}.${threshold.note === undefined ? '' : ` ${threshold.note}`}${
    threshold.narrowest === undefined
      ? ''
      : ` No limit narrower than ±${String(threshold.narrowest)} ${threshold.unit} is taken.`
  }`,
];

const blockedLines = (profile: ProcedureProfile): readonly string[] =>
  profile.blocking.map(({ code }) => `- \`${code}\`: ${blockedText(code, profile)}`);

/** What every profile says in the same words is said once. */
const inAll = (): readonly string[] =>
  PROFILES.map(blockedLines).reduce((common, lines) => common.filter((line) => lines.includes(line)));

const section = (profile: ProcedureProfile): string => {
  const { id, procedure, metrics, thresholds } = profile;
  const common = inAll();
  return [
    `## ${procedure}`,
    `Id: \`${id}\`.`,
    'What counts, in order:',
    metrics
      .map(
        ({ name, why }, index) =>
          `${String(index + 1)}. ${measureLabel(name)} (\`${name}\`)${why === undefined ? '' : `. ${why}`}`,
      )
      .join('\n'),
    thresholds.length === 0
      ? 'No thresholds: no number with a source was found.'
      : `Thresholds, all off:\n\n${thresholds.flatMap(thresholdLines).join('\n')}`,
    'Blocked also by:',
    blockedLines(profile)
      .filter((line) => !common.includes(line))
      .join('\n'),
  ].join('\n\n');
};

/** The part of docs/profiles.md that the bundled profiles are written out in. */
export const bundledProfilesPage = (): string =>
  [`## What blocks in each of them`, inAll().join('\n'), ...PROFILES.map(section)].join('\n\n');
