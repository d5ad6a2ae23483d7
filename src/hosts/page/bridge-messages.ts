import * as v from 'valibot';
import type { Assessment } from '../../assess/assessment.ts';
import { isUid } from '../../confirmation/parse.ts';
import type { Confirmation } from '../../confirmation/record.ts';

/** Version of the messages; a changed meaning is a new one. */
export const PROTOCOL = 1;

const uid = v.pipe(v.string(), v.maxLength(64), v.check(isUid));
const short = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const head = {
  tipcheck: v.literal(PROTOCOL),
  /** Chosen by the host; the answer has the same. */
  id: v.pipe(v.string(), v.maxLength(64), v.regex(/^[\w-]+$/)),
};

const request = v.variant('type', [
  v.strictObject({ ...head, type: v.literal('hello') }),
  v.strictObject({
    ...head,
    type: v.literal('open'),
    study: uid,
    archive: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
    series: v.optional(uid),
    frame: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999))),
    record: v.optional(short),
    discard: v.optional(v.boolean()),
  }),
  v.strictObject({ ...head, type: v.literal('select'), record: short }),
  v.strictObject({ ...head, type: v.literal('state') }),
  v.strictObject({ ...head, type: v.literal('store') }),
]);

/** What a host asks. */
export type BridgeRequest = v.InferOutput<typeof request>;

/** A host's message; null for whatever else it sends. */
export const readBridgeRequest = (data: unknown): BridgeRequest | null => {
  const read = v.safeParse(request, data, { abortEarly: true });
  return read.success ? read.output : null;
};

/** A confirmation and its assessment, as `tipcheck assess --json` has them; both null where there is none, or where it is too large to be sent. */
export interface BridgeCase {
  readonly record: Confirmation | null;
  readonly assessment: Assessment | null;
  /** The record is larger than is sent: it holds a surface or a labelmap. */
  readonly isTooLarge: boolean;
}

export type BridgeErrorCode =
  'no-archive' | 'not-opened' | 'no-such-record' | 'unsaved' | 'superseded' | 'not-stored' | 'failed';

/** What the page answers; `id` is that of the request. */
export type BridgeAnswer = { readonly id: string } & (
  | { readonly type: 'ready'; readonly version: string; readonly protocol: number }
  | { readonly type: 'done'; readonly notes?: readonly string[] }
  | ({ readonly type: 'state'; readonly study: string | null; readonly confirmations: readonly string[] } & BridgeCase)
  | { readonly type: 'stored'; readonly stored: readonly string[]; readonly waiting: readonly string[] }
  | { readonly type: 'error'; readonly code: BridgeErrorCode; readonly message: string }
);

/** What the page tells by itself, to a host that has said hello. */
export type BridgeEvent =
  | ({ readonly type: 'change' } & BridgeCase)
  | { readonly type: 'report-stored'; readonly record: string; readonly at: string }
  /** The code of `tipcheck-error`. What the reader is told may name a file, and files are named after patients: it stays on the page. */
  | { readonly type: 'trouble'; readonly code: string };
