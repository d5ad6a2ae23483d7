import { effect, untracked } from '@preact/signals-core';
import type { Assessment } from '../../assess/assessment.ts';
import type { ViewIndex } from '../../confirmation/edit-view.ts';
import type { Confirmation } from '../../confirmation/record.ts';
import type { Handle } from '../../overlay/handle.ts';
import { quantityText, VERDICT_WORDS } from '../../report/wording.ts';
import { removalOf } from '../../session/handle-marks.ts';
import type { Session } from '../../session/session.ts';
import { frameOfReferenceOf } from '../../session/space-of.ts';
import { scale, type Vector3 } from '../../space/vector.ts';
import { TOOL_NAMES } from '../../tools/tool-names.ts';
import type { MarkPlace, PlaceFinder } from './mark-places.ts';
import type { MeasurementService, MeasurementSource } from './services.ts';
import type { StudyImages } from './study-images.ts';
import { said, t } from '../../words/words.ts';

const SOURCE = { name: 'TipCheck', version: '1' } as const;

const LISTED = ['target', 'tip'] as const;

/** A mark that is listed; of two projections, that of one view. */
interface Listed {
  readonly mark: (typeof LISTED)[number];
  readonly view?: ViewIndex;
}

const VIEWS = [0, 1] as const;

const listedIn = ({ space }: Confirmation): readonly Listed[] =>
  space.kind === 'biplane'
    ? VIEWS.flatMap((view) => LISTED.map((mark) => ({ mark, view })))
    : LISTED.map((mark) => ({ mark }));

/** What the host has of one of our marks; only keys that it allows. */
interface ListedMark {
  readonly uid: string;
  readonly measurement: Readonly<Record<string, unknown>>;
}

const uidOf = (record: Confirmation, { mark, view }: Listed): string =>
  `tipcheck-${mark}-${record.id}${view === undefined ? '' : `-view-${String(view + 1)}`}`;

/** The name under which a mark stands in the host's list; null where it stands in none. */
export const listedAs = (record: Confirmation, { mark, view }: Handle): string | null =>
  mark === 'tip' || mark === 'target' ? uidOf(record, { mark, ...(view !== undefined && { view }) }) : null;

/** In a view of two a target is a circle. */
const shapeOf = ({ target }: Confirmation, { view }: Listed): string =>
  view === undefined ? (target?.shape ?? '') : 'circle';

const nameOf = ({ mark, view }: Listed): string => {
  const name = t(mark === 'target' ? 'Target' : 'Tip');
  return view === undefined ? name : `${name}, ${t('view {n}', { n: view + 1 })}`;
};

const linesOf = (listed: Listed, record: Confirmation, { verdict, metrics }: Assessment): readonly string[] => {
  if (listed.mark === 'target') return [said(shapeOf(record, listed))];
  const { tipToCenter } = metrics;
  const judged = said(VERDICT_WORDS[verdict]);
  return [
    record.tip?.evidence === 'none' ? t('{verdict} · not confirmed', { verdict: judged }) : judged,
    ...(tipToCenter ? [t('{distance} to the centre', { distance: said(quantityText(tipToCenter)) })] : []),
  ];
};

const reversed = (direction: Vector3): Vector3 => scale(direction, -1);

/** A mark as the host's measurement: where it is, what it says, and how to look at it. */
const measurementOf = (
  listed: Listed,
  record: Confirmation,
  assessment: Assessment,
  { source: { series, frame }, image, imageId, world }: MarkPlace,
  pointType: string,
): ListedMark => {
  const { instance, plane } = frame;
  const frameOfReferenceUID = record.space.kind === 'patient' ? frameOfReferenceOf(series) : series.frameOfReferenceUID;
  const position = series.frames.indexOf(frame) + 1;
  return {
    uid: uidOf(record, listed),
    measurement: {
      uid: uidOf(record, listed),
      SOPInstanceUID: instance.sopInstanceUID,
      FrameOfReferenceUID: frameOfReferenceUID,
      referenceStudyUID: instance.studyInstanceUID,
      referenceSeriesUID: instance.seriesInstanceUID,
      frameNumber: frame.frame,
      displaySetInstanceUID: image.displaySetInstanceUID,
      referencedImageId: imageId,
      label: nameOf(listed),
      displayText: {
        primary: linesOf(listed, record, assessment),
        secondary: [`S: ${String(series.seriesNumber ?? '–')} I: ${String(position)}`],
      },
      type: pointType,
      toolName: TOOL_NAMES[listed.mark],
      points: [world],
      data: {},
      isLocked: true,
      isVisible: true,
      metadata: {
        toolName: TOOL_NAMES[listed.mark],
        FrameOfReferenceUID: frameOfReferenceUID,
        referencedImageId: imageId,
        ...(plane && {
          viewPlaneNormal: reversed(plane.normal),
          viewUp: reversed(plane.alongColumn),
          cameraFocalPoint: world,
        }),
      },
    },
  };
};

const sourceIn = (service: MeasurementService): MeasurementSource => {
  const source = service.createSource(SOURCE.name, SOURCE.version);
  // The host keeps sources and mappings as long as its page: they are made once.
  if (service.getSourceMappings(SOURCE.name, SOURCE.version)) return source;
  const criteria = [{ valueType: service.VALUE_TYPES['POINT'], points: 1 }];
  for (const mark of LISTED)
    service.addMapping(
      source,
      TOOL_NAMES[mark],
      criteria,
      // The host has no annotation of its own for our marks.
      () => null,
      ({ measurement }: ListedMark) => ({ ...measurement }),
    );
  return source;
};

/**
 * Shows targets and tips in the host's measurement list, from where it jumps to them and deletes them. Told to the host as updates: an added one
 * would make its measurement tracking ask whether the series is to be tracked, at every mark. Ends when the returned function is called.
 */
export const listMeasurements = (
  service: MeasurementService,
  session: Session,
  images: StudyImages,
  places: Pick<PlaceFinder, 'placeOf'>,
): (() => void) => {
  const source = sourceIn(service);
  const shown = new Map<string, { readonly listed: Listed; readonly recordId: string; readonly said: string }>();
  let removing = false;

  const stop = effect(() => {
    void images.series.value;
    const wanted = session.assessed().flatMap(({ record, assessment }) =>
      listedIn(record).flatMap((listed) => {
        const place = places.placeOf(record, listed);
        return place
          ? [
              {
                listed,
                record,
                ...measurementOf(listed, record, assessment, place, service.VALUE_TYPES['POINT'] ?? ''),
              },
            ]
          : [];
      }),
    );
    untracked(() => {
      const uids = new Set(wanted.map(({ uid }) => uid));
      removing = true;
      for (const uid of [...shown.keys()].filter((one) => !uids.has(one))) {
        shown.delete(uid);
        service.remove(uid);
      }
      removing = false;
      for (const { listed, record, uid, measurement } of wanted) {
        const said = JSON.stringify(measurement);
        if (shown.get(uid)?.said === said && service.getMeasurement(uid)) continue;
        const told: ListedMark = { uid, measurement };
        // The first time it is only noted by the host, the second time told to whoever listens there.
        if (!service.getMeasurement(uid)) service.annotationToMeasurement(source, TOOL_NAMES[listed.mark], told, true);
        service.annotationToMeasurement(source, TOOL_NAMES[listed.mark], told, true);
        shown.set(uid, { listed, recordId: record.id, said });
      }
    });
  });

  const removed = service.subscribe(
    service.EVENTS['MEASUREMENT_REMOVED'] ?? '',
    ({ measurement: uid }: { readonly measurement?: unknown }) => {
      const known = typeof uid === 'string' ? shown.get(uid) : undefined;
      if (removing || !known) return;
      session.activate(known.recordId);
      session.dispatch(removalOf(known.listed));
    },
  );
  return () => {
    stop();
    removed.unsubscribe();
    removing = true;
    for (const uid of shown.keys()) service.remove(uid);
  };
};
