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

const section = (profile: ProcedureProfile): string => {
  const { id, procedure, metrics, thresholds, blocking } = profile;
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
    'Blocked by:',
    blocking.map(({ code }) => `- \`${code}\`: ${blockedText(code, profile)}`).join('\n'),
  ].join('\n\n');
};

/** The part of docs/profiles.md that the bundled profiles are written out in. */
export const bundledProfilesPage = (): string => PROFILES.map(section).join('\n\n');
