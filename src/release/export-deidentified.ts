import { serializeRecord } from '../confirmation/parse.ts';
import { isRefused, type Confirmation } from '../confirmation/record.ts';
import type { ImageAttributes } from '../image/attributes.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import { transferSyntax } from '../image/transfer-syntax.ts';
import { Archive, MAX_ZIP_BYTES, utf8 } from './archive.ts';
import { deidentifyImage } from './deidentify-image.ts';
import { deidentificationOf } from './begin-deidentification.ts';
import { deidentifyRecord } from './deidentify-record.ts';
import type { Finding } from './findings.ts';
import { Findings, type ReleaseFinding } from './found.ts';
import { platformRandom, randomName, type FillRandom } from './random.ts';
import { imageName, readMe } from './read-me.ts';

export type { ReleaseFinding } from './found.ts';

export interface ReleaseInput {
  /** The bytes of each image's file, one after the other. */
  readonly images: readonly (() => Promise<Uint8Array>)[];
  readonly records: readonly Confirmation[];
  /** `shifted` by one random span, so that intervals stay (the default), or `removed`. */
  readonly dates?: 'shifted' | 'removed';
  /** Overlay planes may be writing: without this they are removed. */
  readonly keepOverlays?: boolean;
  /** Findings that somebody has looked at and answers for. */
  readonly acknowledged?: readonly Pick<Finding, 'code' | 'reason'>[];
  /**
   * Writes the report of a confirmation, from the cleaned record and from what the exported images say: it never sees anything else. The time
   * is the confirmation's own, shifted with all others.
   */
  readonly writeReport?: (
    record: Confirmation,
    images: readonly ImageAttributes[],
    writtenAt: Date,
  ) => Uint8Array | Refusal;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
  /** Where random UIDs, names and the shift come from; the platform's generator without it. */
  readonly fillRandom?: FillRandom;
}

/** An image that couldn't be exported, and why. */
export interface LeftOut {
  readonly image: number;
  readonly code: string;
  readonly message: string;
}

export interface Released {
  readonly kind: 'released';
  /** The archive in pieces, one after the other: whole, it would be in memory twice. */
  readonly zip: readonly Uint8Array[];
  readonly findings: readonly ReleaseFinding[];
}

/** Nothing is given away: `findings` have to be acknowledged first, or an image can't be exported. */
export interface Withheld extends Refusal<'not-acknowledged' | 'not-exported' | 'too-large' | 'cancelled'> {
  readonly findings: readonly ReleaseFinding[];
  readonly leftOut: readonly LeftOut[];
}

/** What has to be looked at, and what can't be exported, without exporting. */
export interface Inspection {
  readonly findings: readonly ReleaseFinding[];
  readonly leftOut: readonly LeftOut[];
}

/** Looks at all images as an export would, and keeps nothing. */
export const inspectForRelease = async (
  input: Pick<ReleaseInput, 'images' | 'keepOverlays' | 'onProgress' | 'signal'>,
): Promise<Inspection> => {
  const findings = new Findings();
  const leftOut: LeftOut[] = [];
  const all = deidentificationOf(input);
  for (const [index, bytesOf] of input.images.entries()) {
    input.signal?.throwIfAborted();
    const cleaned = deidentifyImage(await bytesOf(), all);
    if (isRefusal(cleaned)) leftOut.push({ image: index + 1, code: cleaned.code, message: cleaned.message });
    else findings.add(index + 1, cleaned.findings);
    input.onProgress?.({ done: index + 1, total: input.images.length });
  }
  return { findings: findings.all, leftOut };
};

const ID_CHARACTERS = 20;

/** "record.tipcheck.json", and the others by number. */
const numbered = (name: string, ending: string, index: number): string =>
  `${name}${index === 0 ? '' : `-${String(index + 1)}`}${ending}`;

/**
 * A zip of images, confirmations and reports in which nothing but the pixels can tell whose they are, with UIDs that still fit together. Refused,
 * with nothing written, as long as somebody has not acknowledged each finding, and when an image or a record can't be exported: nothing is
 * left out in silence.
 */
export const exportDeidentified = async (input: ReleaseInput): Promise<Released | Withheld> => {
  const { images, records, acknowledged = [], keepOverlays = false, dates = 'shifted', signal } = input;
  const all = deidentificationOf(input);
  const found = new Findings();
  const leftOut: LeftOut[] = [];
  const exported: ImageAttributes[] = [];
  const archive = new Archive();
  const withheld = (code: Withheld['code'], message: string): Withheld => ({
    ...refusal(code, message),
    findings: found.all,
    leftOut,
  });
  for (const [index, bytesOf] of images.entries()) {
    if (isAborted(signal)) return withheld('cancelled', 'the export was stopped');
    const number = index + 1;
    const cleaned = deidentifyImage(await bytesOf(), all);
    if (isRefusal(cleaned)) leftOut.push({ image: number, code: cleaned.code, message: cleaned.message });
    else {
      found.add(number, cleaned.findings);
      exported.push(cleaned.attributes);
      const syntax = cleaned.attributes.transferSyntaxUID;
      archive.add(imageName(number), cleaned.bytes, syntax !== undefined && transferSyntax(syntax)?.encapsulated);
    }
    if (archive.bytes > MAX_ZIP_BYTES) return withheld('too-large', 'the images take more than 2 GiB');
    input.onProgress?.({ done: number, total: images.length });
  }
  const [first] = leftOut;
  if (first) return withheld('not-exported', `image ${String(first.image)} can’t be exported: ${first.message}`);
  const isAcknowledged = (finding: Finding): boolean =>
    acknowledged.some(({ code, reason }) => code === finding.code && reason === finding.reason);
  const open = found.all.filter((finding) => !isAcknowledged(finding));
  if (open.length > 0)
    return withheld('not-acknowledged', `${String(open.length)} of the findings have not been acknowledged`);
  let reports = 0;
  for (const [index, record] of records.entries()) {
    const id = randomName(input.fillRandom ?? platformRandom, ID_CHARACTERS);
    const cleaned = deidentifyRecord(record, id, all);
    if (isRefused(cleaned)) return withheld('not-exported', `a confirmation can’t be exported: ${cleaned.message}`);
    archive.add(numbered('record', '.tipcheck.json', index), utf8(serializeRecord(cleaned)));
    if (!input.writeReport) continue;
    const report = input.writeReport(cleaned, exported, new Date(cleaned.at ?? '1980-01-01T00:00:00Z'));
    if (!(report instanceof Uint8Array))
      return withheld('not-exported', `the report of a confirmation can’t be written: ${report.message}`);
    archive.add(numbered('report', '.dcm', index), report);
    reports += 1;
  }
  archive.add(
    'README.txt',
    utf8(
      readMe({
        images: exported.length,
        records: records.length,
        reports,
        dates,
        keepsOverlays: keepOverlays,
        acknowledged: found.all,
      }),
    ),
  );
  if (archive.bytes > MAX_ZIP_BYTES) return withheld('too-large', 'the archive takes more than 2 GiB');
  return { kind: 'released', zip: archive.end(), findings: found.all };
};

/** Read through a function because the signal changes while we wait. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;
