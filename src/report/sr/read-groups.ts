import { DCM, own, privateNameOf, PRIVATE_SCHEME, SCT, type Code, type PrivateName } from './codes.ts';
import type { GroupRole } from './group.ts';
import {
  childNamed,
  childrenNamed,
  codeIn,
  graphicOfItem,
  imageUnder,
  numberIn,
  type ReadGraphic,
  type ReadItem,
  type ReadReference,
} from './read-items.ts';
import { wordOf } from './vocabulary.ts';

/** A measurement group that this program wrote, by what it is about. */
export interface ReadGroup {
  readonly role: GroupRole;
  readonly item: ReadItem;
  /** At which look; null in a report of one. */
  readonly order: number | null;
}

const roleOf = (item: ReadItem): GroupRole | null => {
  const role = codeIn(item, own('role'));
  if (role?.value === DCM.target.value && role.scheme === DCM.target.scheme) return 'target';
  return role?.scheme === PRIVATE_SCHEME ? privateNameOf(role.value) : null;
};

/** The groups of a measurement report that say what they are about; null where it is no report of this program. */
export const readGroups = (report: ReadItem): readonly ReadGroup[] | null => {
  const groups = childrenNamed(report, DCM.measurements).flatMap((measurements) =>
    childrenNamed(measurements, DCM.group).flatMap((item): readonly ReadGroup[] => {
      const role = roleOf(item);
      return role ? [{ role, item, order: numberIn(item, DCM.timePointOrder)?.value ?? null }] : [];
    }),
  );
  return groups.some(({ role }) => role === 'record') ? groups : null;
};

/** The word of a record that a coded value stands for. */
export const wordIn = <Word extends string>(
  item: ReadItem,
  name: Code,
  table: Readonly<Record<Word, PrivateName | Code>>,
): Word | undefined => wordOf(table, codeIn(item, name)?.value ?? null) ?? undefined;

/** Yes or no; undefined for anything else. */
export const flagIn = (item: ReadItem, name: Code): boolean | undefined => {
  const value = codeIn(item, name)?.value;
  return value === SCT.yes.value ? true : value === SCT.no.value ? false : undefined;
};

/** A number by its concept, or by ours. */
export const valueIn = (item: ReadItem, name: PrivateName | Code): number | undefined =>
  numberIn(item, typeof name === 'string' ? own(name) : name)?.value;

/** The pieces of a mark's region, in their order. */
export const regionsIn = (item: ReadItem): readonly ReadGraphic[] =>
  [...childrenNamed(item, DCM.imageRegion), ...childrenNamed(item, DCM.volumeSurface)].flatMap((child) => {
    const graphic = graphicOfItem(child);
    return graphic ? [graphic] : [];
  });

/** The position of a mark that is a point. */
export const pointIn = (item: ReadItem): readonly number[] | undefined => {
  const [region] = regionsIn(item);
  return region?.type === 'POINT' ? region.points[0] : undefined;
};

/** The image that the first number of a group was inferred from. */
export const sourceIn = (item: ReadItem): ReadReference | null => {
  for (const child of item.children) {
    const found = child.valueType === 'NUM' ? imageUnder(child) : null;
    if (found) return found;
  }
  return null;
};

export const has = (item: ReadItem, name: Code): boolean => childNamed(item, name) !== null;
