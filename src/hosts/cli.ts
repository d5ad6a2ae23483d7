#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { AssessChoices } from './cli-assessed-record.ts';
import { refusedResult, refusalLine, type CommandResult } from './cli-result.ts';

const USAGE = `Usage: tipcheck COMMAND [OPTIONS]

Confirms where a needle, wire or catheter tip is relative to its target.

Commands:
  inspect PATH… [--json]
      What DICOM files are, how they are scaled and placed, and what can and can't be measured in them.
  assess RECORD.json… [--confidence 0.95] [--profile NAME|FILE] [--device FILE] [--json]
      Verdict, distances with their uncertainty, and caveats of confirmation records.
  report RECORD.json --images PATH --out DIR [--confidence 0.95] [--profile NAME|FILE] [--device FILE]
      Writes sr.dcm (DICOM report), kos.dcm (key images), pr.dcm (marks over the images), pdf.dcm, report.pdf and
      report.csv of a record and the images that it names; seg.dcm where its target is contours, a mesh or a labelmap.
  read REPORT.dcm [--json]
      The record back out of its DICOM report.
  locate PATH --near X,Y,Z | --near C,R --frame N [--json]
      Suggests where the tip of a device near a place is: in a stack of CT slices (mm, patient frame), or in an ultrasound or
      fluoroscopy image (pixels).
  agreement RECORD.json|FOLDER… [--reader observer|folder] [--case images|file] [--incomplete refuse|leave-out] [--csv FILE] [--html FILE]
      [--json]
      How well several readers of the same cases agree: bias, spread, limits of agreement and intraclass correlations of their
      marks by component and of what was measured, and the marking sigma that follows; with --html also as a page of plots.
  teach make DRAFT.json --images PATH --out CASE.zip [--tce DIR] [--acknowledge CODE,…] [--json]
      A teaching case: images without patient data, the question, and the answers sealed; with --tce also as an IHE teaching
      file export (images, manifest and what is said of them, in clear).
  teach set SET.json --out SET.zip [--acknowledge CODE,…] [--json]
      A set of teaching cases, of those that its draft names or whose drafts it names.
  teach score CASE.zip ANSWER.json [--json]
      A learner's answer to a teaching case against its experts.
  profiles [NAME|FILE] [--json]
      The bundled procedure profiles, or one of them, or one of your own; with --json as a file to edit.

Options:
  --json               one JSON document on standard output (one a line for several records)
  --confidence NUMBER  what counts as sure: more than 0.5, less than 1 (default 0.95)
  --profile NAME|FILE  what counts, which thresholds are judged and what blocks: a bundled profile or a file
  --images PATH        file or folder with the images that the record names
  --out DIR            folder that the report is written into; made where it is missing
  --near X,Y,Z         a place near the device: mm in the patient frame (LPS), or C,R in pixels of an image
  --frame N            frame of the image, from 1
  --device FILE        a device profile (*.tipcheck-device.json) in place of each record's device
  --reader WHO         readers by the record's observer (the default) or by the folder that a record lies in
  --case WHAT          cases by the images that are marked on (the default) or by the name of the file
  --incomplete HOW     cases that not all readers read: refuse (the default) or leave-out
  --acknowledge CODE,… findings of de-identification that somebody has looked at
  --tce DIR            folder for the objects of an IHE teaching file export
  --csv FILE           the same numbers, and every reading, as a table
  --html FILE          plots of the same: biases of readers, and Bland–Altman plots of each two, on a page of its own
  -h, --help           this text
  --version            the version of tipcheck

Exit status: 0 done, 2 input or usage refused (one line on standard error for each refused input), 1 our fault.
`;

const run = async (args: readonly string[]): Promise<CommandResult> => {
  const parsed = parsedArguments(args);
  if ('exitCode' in parsed) return parsed;
  const { values, positionals } = parsed;
  const [command, ...paths] = positionals;
  if (values.help === true || command === 'help') return { stdout: USAGE, stderr: '', exitCode: 0 };
  if (values.version === true) return { stdout: `${version()}\n`, stderr: '', exitCode: 0 };
  if (command === undefined) return refusedResult('usage', 'give a command, or --help to see them');
  const stray = strayOption(command, values);
  if (stray !== null) return refusedResult('usage', `${command} takes no --${stray}`);
  switch (command) {
    case 'inspect': {
      if (paths.length === 0) return refusedResult('usage', 'inspect needs at least one file or folder');
      const { inspectPaths } = await import('./cli-inspect.ts');
      return inspectPaths(paths, { json: values.json === true });
    }
    case 'assess': {
      if (paths.length === 0) return refusedResult('usage', 'assess needs at least one record');
      const choices = choicesOf(values);
      if ('exitCode' in choices) return choices;
      const { assessPaths } = await import('./cli-assess.ts');
      return assessPaths(paths, { json: values.json === true, ...choices });
    }
    case 'report': {
      const [record] = paths;
      if (record === undefined || paths.length > 1) return refusedResult('usage', 'report takes one record');
      const { images, out } = values;
      if (images === undefined || images === '')
        return refusedResult('usage', 'report needs --images: where the images are that the record names');
      if (out === undefined || out === '')
        return refusedResult('usage', 'report needs --out: the folder that it writes into');
      const choices = choicesOf(values);
      if ('exitCode' in choices) return choices;
      const { reportOn } = await import('./cli-report.ts');
      return reportOn({ record, images, out }, new Date(), choices);
    }
    case 'read': {
      const [report] = paths;
      if (report === undefined || paths.length > 1) return refusedResult('usage', 'read takes one report');
      const { readReportAt } = await import('./cli-read.ts');
      return readReportAt(report, { json: values.json === true });
    }
    case 'locate': {
      const [path] = paths;
      if (path === undefined || paths.length > 1) return refusedResult('usage', 'locate takes one file or folder');
      if (values.near === undefined) return refusedResult('usage', 'locate needs --near: a place near the device');
      const { locateIn } = await import('./cli-locate.ts');
      return locateIn(path, { near: values.near, frame: values.frame, json: values.json === true });
    }
    case 'agreement': {
      if (paths.length === 0) return refusedResult('usage', 'agreement needs records, or folders of them');
      const { csv, html, reader, incomplete } = values;
      if (csv === '') return refusedResult('usage', '--csv needs the name of a file');
      if (html === '') return refusedResult('usage', '--html needs the name of a file');
      const { agreementAmong } = await import('./cli-agreement.ts');
      return agreementAmong(paths, {
        json: values.json === true,
        ...(reader !== undefined && { reader }),
        ...(values.case !== undefined && { case: values.case }),
        ...(incomplete !== undefined && { incomplete }),
        ...(csv !== undefined && { csv }),
        ...(html !== undefined && { html }),
      });
    }
    case 'teach': {
      const [action, file, answer] = paths;
      const { json, images, out, acknowledge, tce } = values;
      if (action === 'score' && file !== undefined && answer !== undefined && paths.length === 3) {
        const stray = strayOption('teach score', values);
        if (stray !== null) return refusedResult('usage', `teach score takes no --${stray}`);
        const { scoreAnswer } = await import('./cli-teach.ts');
        return scoreAnswer(file, answer, { json: json === true });
      }
      if (action === 'set' && file !== undefined && paths.length === 2) {
        const stray = strayOption('teach set', values);
        if (stray !== null) return refusedResult('usage', `teach set takes no --${stray}`);
        if (out === undefined || out === '') return refusedResult('usage', 'teach set needs --out');
        const { makeSet } = await import('./cli-teach-set.ts');
        return makeSet({ draft: file, out, acknowledged: acknowledge?.split(',') ?? [], json: json === true });
      }
      if (action !== 'make' || file === undefined || paths.length !== 2)
        return refusedResult(
          'usage',
          'teach makes a case or a set of a draft, or scores an answer: teach make, teach set, teach score',
        );
      if (images === undefined || images === '' || out === undefined || out === '')
        return refusedResult('usage', 'teach make needs --images and --out');
      const { makeCase } = await import('./cli-teach-make.ts');
      return makeCase({
        draft: file,
        images,
        out,
        acknowledged: acknowledge?.split(',') ?? [],
        json: json === true,
        ...(tce !== undefined && { tce }),
      });
    }
    case 'profiles': {
      if (paths.length > 1) return refusedResult('usage', 'profiles shows one profile, or all');
      const { listProfiles } = await import('./cli-profiles.ts');
      return listProfiles(paths[0], { json: values.json === true });
    }
    default:
      return refusedResult('usage', `${command} is not a command; --help shows them`);
  }
};

/** Which options a command has beside its paths. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  inspect: ['json'],
  assess: ['json', 'confidence', 'profile', 'device'],
  report: ['images', 'out', 'confidence', 'profile', 'device'],
  read: ['json'],
  locate: ['near', 'frame', 'json'],
  agreement: ['json', 'reader', 'case', 'incomplete', 'csv', 'html'],
  teach: ['json', 'images', 'out', 'acknowledge', 'tce'],
  'teach score': ['json'],
  'teach set': ['json', 'out', 'acknowledge'],
  profiles: ['json'],
};

/** The first option that a command doesn't have; null where all are its own. */
const strayOption = (command: string, values: object): string | null => {
  const allowed = OPTIONS[command];
  return allowed ? (Object.keys(values).find((name) => !allowed.includes(name)) ?? null) : null;
};

/** A place may begin with a minus, which would be read as an option. */
const withNegatives = (args: readonly string[]): string[] => {
  const joined: string[] = [];
  for (let n = 0; n < args.length; n += 1) {
    const [argument = '', next] = [args[n], args[n + 1]];
    if (argument !== '--near' || next === undefined || !/^-[\d.]/.test(next)) joined.push(argument);
    else {
      joined.push(`${argument}=${next}`);
      n += 1;
    }
  }
  return joined;
};

const parsedArguments = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: withNegatives(args),
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        confidence: { type: 'string' },
        profile: { type: 'string' },
        device: { type: 'string' },
        images: { type: 'string' },
        out: { type: 'string' },
        near: { type: 'string' },
        frame: { type: 'string' },
        reader: { type: 'string' },
        case: { type: 'string' },
        incomplete: { type: 'string' },
        csv: { type: 'string' },
        html: { type: 'string' },
        acknowledge: { type: 'string' },
        tce: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    return refusedResult('usage', error instanceof Error ? (error.message.split('. ')[0] ?? '') : 'wrong usage');
  }
};

/** How records are assessed, by the options that `assess` and `report` share. */
const choicesOf = (values: {
  readonly confidence?: string | undefined;
  readonly profile?: string | undefined;
  readonly device?: string | undefined;
}): AssessChoices | CommandResult => {
  const { profile, device } = values;
  const confidence = values.confidence === undefined ? undefined : confidenceOf(values.confidence);
  if (confidence === null)
    return refusedResult('invalid-confidence', '--confidence must be more than 0.5 and less than 1');
  return {
    ...(confidence !== undefined && { confidence }),
    ...(profile !== undefined && { profile }),
    ...(device !== undefined && { device }),
  };
};

const confidenceOf = (text: string): number | null => {
  const value = /^\d*\.?\d+(e-?\d+)?$/i.test(text.trim()) ? Number(text) : NaN;
  return value > 0.5 && value < 1 ? value : null;
};

/** From the package's own description, which lies one folder up from the built file and two up from this source. */
const version = (): string => {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as Record<
        string,
        unknown
      >;
      if (name === 'tipcheck') return String(version);
    } catch {
      continue;
    }
  }
  return 'unknown';
};

/** Writes all of a text; a reader that has gone away (`| head`) is no error. */
const write = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve) => {
    if (text === '') resolve();
    else
      stream.write(text, () => {
        resolve();
      });
  });

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = 1;
  });
}

try {
  const { stdout, stderr, exitCode } = await run(process.argv.slice(2));
  process.exitCode = exitCode;
  await write(process.stdout, stdout);
  await write(process.stderr, stderr);
} catch (error) {
  process.exitCode = 1;
  await write(
    process.stderr,
    refusalLine('internal-error', error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  );
}
