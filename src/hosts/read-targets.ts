import { isRefusal } from '../image/refusal.ts';
import { readDicomObject } from '../load/dicom-object.ts';
import { skipped, type Skipped } from '../load/load-input.ts';
import type { ReadTarget } from '../report/targets/found.ts';
import { isOwnReport, mayHoldTargets, readTargets } from '../report/targets/read-targets.ts';

/** A file of another system with what could be a target in it. */
export interface TargetFile {
  readonly path: string;
  readonly targets: readonly ReadTarget[];
}

/** The targets of a file that is no image; null where it is of a kind that holds none, or a report of our own. */
export const readTargetFile = (bytes: Uint8Array, path: string): TargetFile | Skipped | null => {
  const object = readDicomObject(bytes);
  if (isRefusal(object)) return skipped(path, object.code, object.message);
  if (!mayHoldTargets(object.sopClassUID) || isOwnReport(object)) return null;
  const targets = readTargets(object);
  return isRefusal(targets) ? skipped(path, targets.code, targets.message) : { path, targets };
};
