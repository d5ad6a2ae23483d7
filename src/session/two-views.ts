import { isMovingRun } from '../image/series-caveats.ts';
import { isOnImage, type BareView, type ViewGeometry, type ViewIndex } from '../confirmation/edit-view.ts';
import type { BiplaneSpace, Confirmation, GeometryMember } from '../confirmation/record.ts';
import { angleWords } from '../image/angle-words.ts';
import { knownGeometry } from '../image/known-geometry.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import { imagePoint } from '../space/frame.ts';
import type { TwoViews } from './marking.ts';
import type { Session } from './session.ts';
import { isOfTwoSeries } from './space-of.ts';

/** The geometry of a view as far as it is known, and what of it was entered. */
export interface GeometryInWork {
  readonly values: ViewGeometry;
  readonly entered: readonly GeometryMember[];
}

const MEMBER_WORDS: Readonly<Record<GeometryMember, string>> = {
  sid: 'SID',
  sod: 'SOD',
  primaryAngle: 'the primary angle',
  secondaryAngle: 'the secondary angle',
  imagerSpacing: 'the imager pixel spacing',
  isocenter: 'where the central ray meets the picture',
};

export const viewName = (index: ViewIndex): string => `View ${String(index + 1)}`;

/**
 * The two views with other images shown. What was entered stays with its run; angles that were entered of a frame of a run whose arm moves hold
 * for that frame alone.
 */
export const withSources = (before: TwoViews | null, sources: TwoViews['sources']): TwoViews => {
  const isSame = sources.every(({ series }, index) => series.key === before?.sources[index]?.series.key);
  const kept = (index: ViewIndex): ViewGeometry => {
    const entered = before && isSame ? before.entered[index] : {};
    const [old, now] = [before?.sources[index].frame, sources[index].frame];
    if (!isMovingRun(now.instance) || (old?.instance === now.instance && old.frame === now.frame)) return entered;
    return withoutAngles(entered);
  };
  return { sources, entered: [kept(0), kept(1)] };
};

const withoutAngles = ({ primaryAngle: _primary, secondaryAngle: _secondary, ...others }: ViewGeometry): ViewGeometry =>
  others;

/**
 * The two views with what was entered in the confirmation of both, which holds instead of what was entered before it. Angles of a run whose arm
 * moves hold for the confirmation's frame alone.
 */
export const withEnteredOf = (twoViews: TwoViews, { space }: Confirmation): TwoViews => {
  if (space.kind !== 'biplane') return twoViews;
  const enteredOf = (index: ViewIndex): ViewGeometry => {
    const own = space.views[index];
    const { instance, frame } = twoViews.sources[index].frame;
    const entered: ViewGeometry = Object.fromEntries((own.entered ?? []).map((member) => [member, own[member]]));
    const { sopInstanceUID } = instance;
    return isOnImage(own, { sopInstanceUID, frame }) || !isMovingRun(instance) ? entered : withoutAngles(entered);
  };
  return { ...twoViews, entered: [enteredOf(0), enteredOf(1)] };
};

/** What the header says and what was entered, entered last. Refused: a picture that no geometry can be told of. */
export const geometryInWork = ({ sources, entered }: TwoViews, index: ViewIndex): GeometryInWork | Refusal => {
  const { instance, frame } = sources[index].frame;
  const known = knownGeometry(instance, frame);
  if (isRefusal(known)) return refusal(known.code, `${viewName(index)}: ${known.message}.`);
  const values = { ...known, ...entered[index] };
  return {
    values: Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== undefined),
    ) as unknown as ViewGeometry,
    entered: Object.keys(entered[index]) as GeometryMember[],
  };
};

/** What is neither recorded nor entered. */
export const missingMembers = ({ values }: GeometryInWork): readonly GeometryMember[] =>
  (Object.keys(MEMBER_WORDS) as GeometryMember[]).filter((member) => values[member] === undefined);

/** "View 2: SOD isn’t recorded in this run: enter it." Null where nothing is missing. */
export const missingText = (index: ViewIndex, work: GeometryInWork): string | null => {
  const missing = missingMembers(work);
  if (missing.length === 0) return null;
  const words = missing.map((member) => MEMBER_WORDS[member]).join(', ');
  const [are, them] = missing.length === 1 ? ['isn’t', 'it'] : ['aren’t', 'them'];
  return `${viewName(index)}: ${words} ${are} recorded in this run: enter ${them}.`;
};

/** A view without marks. Refused while anything of its geometry is missing. */
export const bareViewOf = (twoViews: TwoViews, index: ViewIndex): BareView | Refusal => {
  const work = geometryInWork(twoViews, index);
  if (isRefusal(work)) return work;
  const missing = missingText(index, work);
  if (missing !== null) return refusal('geometry-missing', missing);
  const { instance, frame } = twoViews.sources[index].frame;
  const { isocenter, ...values } = work.values;
  const [column, row] = isocenter ?? [];
  // The middle of the image is what a record means where it says nothing.
  const isMiddle = column === instance.columns / 2 && row === instance.rows / 2;
  return {
    sopInstanceUID: instance.sopInstanceUID,
    frame,
    rows: instance.rows,
    columns: instance.columns,
    ...values,
    ...(isocenter && (!isMiddle || work.entered.includes('isocenter')) && { isocenter }),
    ...(work.entered.length > 0 && { entered: work.entered }),
  } as BareView;
};

export const spaceOfTwoViews = (twoViews: TwoViews): BiplaneSpace | Refusal => {
  const [first, second] = [bareViewOf(twoViews, 0), bareViewOf(twoViews, 1)];
  if (isRefusal(first)) return first;
  return isRefusal(second) ? second : { kind: 'biplane', views: [first, second] };
};

/** Of a confirmation of both images what it holds, else what the headers say and what was entered. */
export const viewsInWork = (session: Session, twoViews: TwoViews): readonly [View, View] => {
  const { space } = session.active.value ?? {};
  const own = space && isOfTwoSeries(space, [twoViews.sources[0].series, twoViews.sources[1].series]) ? space : null;
  const of = (index: ViewIndex): View => {
    if (own?.kind !== 'biplane') return geometryInWork(twoViews, index);
    const { columns, rows, entered = [], ...view } = own.views[index];
    const { sid, sod, primaryAngle, secondaryAngle, imagerSpacing } = view;
    const isocenter = view.isocenter ?? imagePoint(columns / 2, rows / 2);
    return { values: { sid, sod, primaryAngle, secondaryAngle, imagerSpacing, isocenter }, entered };
  };
  return [of(0), of(1)];
};

type View = GeometryInWork | Refusal;

/** "View 1 · RAO 32° CRA 6° · SID 1100 mm · SOD 750 mm", of both. */
export const viewLabels = (session: Session): readonly string[] => {
  const twoViews = session.twoViews.value;
  if (!twoViews) return [];
  return viewsInWork(session, twoViews).map((work, index) => {
    const { primaryAngle, secondaryAngle, sid, sod } = isRefusal(work) ? ({} as ViewGeometry) : work.values;
    const length = (name: string, value: number | undefined): string =>
      value === undefined ? `${name} not known` : `${name} ${String(Number(value.toPrecision(4)))} mm`;
    const angles = angleWords(primaryAngle, secondaryAngle);
    return [`View ${String(index + 1)}`, angles || 'angles not known', length('SID', sid), length('SOD', sod)].join(
      ' · ',
    );
  });
};

/** What the header of a view's image says, where that is open and can be relied on. */
const recordedOf = ({ sources }: TwoViews, index: ViewIndex, record: Confirmation | null): ViewGeometry => {
  const { series, frame } = sources[index];
  const view = record?.space.kind === 'biplane' ? record.space.views[index] : null;
  const own = view
    ? series.frames.find((one) => one.frame === view.frame && one.instance.sopInstanceUID === view.sopInstanceUID)
    : frame;
  const known = own && knownGeometry(own.instance, own.frame);
  return known && !isRefusal(known) ? (known as ViewGeometry) : {};
};

/**
 * Geometry of a view that a person entered; null, and what the header says, put back what that says. An edit of the confirmation of both
 * images, which can be undone; before there is one, what it will begin with. Returns why a value isn't taken.
 */
export const enterGeometry = <Member extends GeometryMember>(
  session: Session,
  index: ViewIndex,
  member: Member,
  value: ViewGeometry[Member] | null,
): string | null => {
  const twoViews = session.twoViews.peek();
  const active = session.active.peek();
  const own =
    active?.space.kind === 'biplane' &&
    (!twoViews || isOfTwoSeries(active.space, [twoViews.sources[0].series, twoViews.sources[1].series]))
      ? active
      : null;
  const recorded = twoViews ? recordedOf(twoViews, index, own)[member] : undefined;
  const isRecorded = value === null || String(value) === String(recorded);
  const now = value ?? recorded;
  if (own) {
    if (now === undefined)
      return `${capital(MEMBER_WORDS[member])} isn’t recorded: without it nothing can be measured.`;
    const geometry: ViewGeometry = { [member]: now };
    const edit = { kind: 'set-view-geometry', view: index, geometry, entered: !isRecorded } as const;
    session.dispatch(edit);
    return session.active.peek() === own && !isSame(own, index, member, now) ? NOT_TAKEN : null;
  }
  if (!twoViews) return null;
  const { [member]: _before, ...others } = twoViews.entered[index];
  const changed: ViewGeometry = isRecorded ? others : { ...others, [member]: now };
  const next: TwoViews = {
    ...twoViews,
    entered: index === 0 ? [changed, twoViews.entered[1]] : [twoViews.entered[0], changed],
  };
  const { sid, sod } = { ...recordedOf(twoViews, index, null), ...changed };
  if (sid !== undefined && sod !== undefined && sod >= sid) return NOT_TAKEN;
  session.twoViews.value = next;
  return null;
};

const NOT_TAKEN = 'That isn’t taken: distances must be more than 0, and SOD smaller than SID.';

const isSame = ({ space }: Confirmation, index: ViewIndex, member: GeometryMember, value: unknown): boolean =>
  space.kind === 'biplane' && String(space.views[index][member]) === String(value);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
