import { DCM, own, TIME_POINT, type Code, type PrivateName } from './codes.ts';
import { as, code, container, dateTime, num, text, uidRef, type ContentItem } from './content-item.ts';
import { derivedUid } from '../dicom/uids.ts';
import { instantOf } from '../../confirmation/instant.ts';

/** At which look a group was found: 1-based in the record's order, the record's own tip last. */
export interface TimePoint {
  readonly order: number;
  readonly label: string;
  readonly at?: string | undefined;
}

/** Time point context (TID 1502), for the tip and the results of each look. */
const timePointItems = ({ order, label, at }: TimePoint): readonly ContentItem[] => {
  const instant = at === undefined ? null : instantOf(at);
  return [
    ...as('HAS OBS CONTEXT', text(TIME_POINT, label), num(DCM.timePointOrder, { value: order, unit: '1' })),
    ...(instant === null ? [] : as('HAS OBS CONTEXT', dateTime(own('look-at'), new Date(instant)))),
  ];
};

/** What a group is about. */
export type GroupRole = PrivateName | 'target';

const roleCode = (role: GroupRole): Code => (role === 'target' ? DCM.target : own(role));

export type GroupTemplate = '1410' | '1411' | '1501';

/** A measurement group: what it is about, the same on every save, and what it holds. */
export const measurementGroup = (
  template: GroupTemplate,
  role: GroupRole,
  { recordId, mark, label }: { readonly recordId: string; readonly mark: string; readonly label: string },
  {
    finding,
    timePoint = null,
    context = [],
    contents,
  }: {
    readonly finding: Code;
    readonly timePoint?: TimePoint | null;
    /** Further items that modify or stand around the whole group. */
    readonly context?: readonly ContentItem[];
    readonly contents: readonly ContentItem[];
  },
): ContentItem =>
  container(DCM.group, template, [
    ...as(
      'HAS OBS CONTEXT',
      text(DCM.trackingIdentifier, label),
      uidRef(DCM.trackingUid, derivedUid('tracking', recordId, mark)),
    ),
    ...as('CONTAINS', code(DCM.finding, finding)),
    ...(timePoint ? timePointItems(timePoint) : []),
    ...context,
    ...as('CONTAINS', code(own('role'), roleCode(role)), ...contents),
  ]);
