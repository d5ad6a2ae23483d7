import type { Confirmation } from '../../confirmation/record.ts';
import type { ImageCalibration } from '../image-calibration.ts';
import { viewsOf, withViews } from '../mark-views.ts';
import type { KeptBranch, KeptConfirmation } from './kept-branch.ts';

/** What branches of one study come to together. */
export interface Merged {
  readonly records: readonly KeptConfirmation[];
  readonly activeId: string | null;
  readonly calibrations: readonly ImageCalibration[];
}

/** Whether a version of a record is the other one, or what the other one was made of. */
const isIn = (one: KeptConfirmation, other: KeptConfirmation): boolean =>
  one.revision === other.revision || other.ancestors.includes(one.revision);

/** The versions of one record of which none was made of another; given newer first, and then in that order. */
const lastVersions = (versions: readonly KeptConfirmation[]): readonly KeptConfirmation[] =>
  versions.reduce<readonly KeptConfirmation[]>(
    (kept, version) =>
      kept.some((one) => isIn(version, one)) ? kept : [...kept.filter((one) => !isIn(one, version)), version],
    [],
  );

/** A version that is a confirmation of its own from now on. */
export const anotherOf = (record: Confirmation, newId: () => string): KeptConfirmation => ({
  record: withViews({ ...record, id: newId() }, viewsOf(record)),
  revision: newId(),
  ancestors: [],
});

/**
 * All confirmations of all branches. Of a record that is in several the version that was made of the other counts; where neither was, both are
 * kept, and all but that of the newest branch get an id of their own.
 */
export const mergeBranches = (branches: readonly KeptBranch[], newId: () => string): Merged => {
  const newestFirst = branches.toSorted((a, b) => b.head.at - a.head.at);
  const byId = new Map<string, KeptConfirmation[]>();
  for (const version of newestFirst.flatMap((branch) => branch.records)) {
    const { id } = version.record;
    byId.set(id, [...(byId.get(id) ?? []), version]);
  }
  const records = [...byId.values()].flatMap((versions) =>
    lastVersions(versions).map((version, index) => (index === 0 ? version : anotherOf(version.record, newId))),
  );
  const runs = new Set<string>();
  const calibrations = newestFirst.flatMap(({ head }) => {
    const further = head.calibrations.filter(({ sopInstanceUID }) => !runs.has(sopInstanceUID));
    for (const { sopInstanceUID } of further) runs.add(sopInstanceUID);
    return further;
  });
  const activeId = newestFirst.find(({ head }) => head.activeId !== null)?.head.activeId ?? null;
  return { records, activeId, calibrations };
};
