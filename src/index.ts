/**
 * The pure part of TipCheck: what a confirmation is and what it amounts to. Runs in Node, in a worker, in a page; touches neither.
 *
 *     const assessment = assess(parseRecord(json));
 */
export { parseRecord, serializeRecord } from './confirmation/parse.ts';
export { assess } from './assess/assess.ts';
export { isRefused } from './confirmation/record.ts';
export type { Confirmation, Refused, Scale, Space, Target, Tip, Look, Basis, LengthUnit } from './confirmation/record.ts';
export type { Assessment, Caveat, MetricName, Metrics, Quantity, Verdict } from './assess/assessment.ts';
