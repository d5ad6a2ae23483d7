import { readFileSync } from 'node:fs';
import { signal } from '@preact/signals-core';
import { expect, test } from 'vitest';
import { listMeasurements } from '../../../../src/hosts/ohif/measurement-list.ts';
import type { PlaceFinder } from '../../../../src/hosts/ohif/mark-places.ts';
import type { MeasurementService } from '../../../../src/hosts/ohif/services.ts';
import type { StudyImages } from '../../../../src/hosts/ohif/study-images.ts';
import { seenInView } from '../../../../src/confirmation/edit-view.ts';
import { groupSeries } from '../../../../src/image/series.ts';
import { ct } from '../../../support/images.ts';
import { recordOf } from '../../../support/records.ts';
import { readySession } from '../../../support/sessions.ts';

/** The keys that OHIF 3.11 to 3.13 accepts; any other, and it refuses the measurement. */
const ALLOWED = new Set(
  `uid color data getReport displayText SOPInstanceUID FrameOfReferenceUID referenceStudyUID referenceSeriesUID frameNumber
  displaySetInstanceUID label isLocked isVisible description type unit points source toolName metadata area mean stdDev perimeter length
  shortestDiameter longestDiameter cachedStats isSelected textBox referencedImageId isDirty`.split(/\s+/),
);

interface Listed {
  readonly label: string;
  readonly displayText: { readonly primary: readonly string[] };
  readonly referenceSeriesUID: string;
  readonly metadata: object;
}

/** OHIF's service as far as it matters: it keeps what is mapped, refuses unknown keys, and tells of what somebody removes. */
const hostService = () => {
  const kept = new Map<string, Listed>();
  const mappings = new Map<string, (detail: object) => object>();
  const listeners: ((event: { measurement: string }) => void)[] = [];
  const added: string[] = [];
  const service = {
    EVENTS: { MEASUREMENT_REMOVED: 'removed' },
    VALUE_TYPES: { POINT: 'value_type::point' },
    subscribe: (_event: string, listener: (event: { measurement: string }) => void) => {
      listeners.push(listener);
      return { unsubscribe: () => listeners.splice(listeners.indexOf(listener), 1) };
    },
    createSource: (name: string) => ({ uid: 'source', name }),
    getSourceMappings: () => (mappings.size > 0 ? [...mappings] : undefined),
    addMapping: (_source: object, type: string, _criteria: object, _to: object, from: (detail: object) => object) =>
      mappings.set(type, from),
    annotationToMeasurement: (_source: object, type: string, detail: { uid: string }, isUpdate: boolean) => {
      const measurement = mappings.get(type)?.(detail) as Listed | undefined;
      if (!measurement) throw new Error('no mapping');
      for (const key of Object.keys(measurement)) if (!ALLOWED.has(key)) throw new Error(`refused: ${key}`);
      JSON.stringify(measurement);
      if (kept.has(detail.uid) && !isUpdate) added.push(detail.uid);
      kept.set(detail.uid, measurement);
      return detail.uid;
    },
    getMeasurement: (uid: string) => kept.get(uid),
    remove: (uid: string) => {
      if (!kept.delete(uid)) return;
      for (const listener of [...listeners]) listener({ measurement: uid });
    },
    jumpToMeasurement: () => undefined,
  };
  return { kept, added, listeners, service: service as unknown as MeasurementService };
};

const begin = () => {
  const session = readySession();
  const [series] = groupSeries([ct(1), ct(2), ct(3)]);
  const frame = series?.frames[1];
  if (!series || !frame) throw new Error('no slices');
  const images = { series: signal([series]) } as unknown as StudyImages;
  const places: Pick<PlaceFinder, 'placeOf'> = {
    placeOf: (whole, { mark, view }) => {
      const record = view === undefined ? whole : seenInView(whole, view);
      return (mark === 'tip' ? record?.tip?.position : record?.target)
        ? {
            source: { series, frame },
            image: { instance: {}, displaySetInstanceUID: 'shown' },
            imageId: 'image',
            world: [1, 2, 3],
          }
        : null;
    },
  };
  const host = hostService();
  const stop = listMeasurements(host.service, session, images, places);
  return { session, host, stop, series };
};

const space = { kind: 'patient', frameOfReferenceUID: '1.2.3' } as const;
const tip = { kind: 'place-tip', position: [1, 2, 3], sigma: 0.5 } as never;
const target = { kind: 'set-target', target: { shape: 'sphere', center: [1, 2, 4], radius: 5 } } as never;

test('target and tip are listed with what is allowed, follow every edit, and never as something added', () => {
  const { session, host, series } = begin();
  session.dispatchIn(space, target);
  session.dispatchIn(space, tip);
  const lines = (): string[] =>
    [...host.kept.values()].map(({ label, displayText }) => `${label}: ${displayText.primary.join(', ')}`);
  expect(lines()).toEqual(['Target: sphere', 'Tip: Indeterminate · not confirmed, 1.0 mm to the centre']);
  session.dispatch({ kind: 'confirm-tip' });
  expect(lines()[1]).toBe('Tip: Inside, 1.0 mm to the centre');
  session.dispatch({ kind: 'remove-target' });
  expect(lines()).toEqual(['Tip: Indeterminate']);
  const [listed] = host.kept.values();
  expect(listed?.referenceSeriesUID).toBe(series.seriesInstanceUID);
  expect(listed?.metadata).toMatchObject({ referencedImageId: 'image', cameraFocalPoint: [1, 2, 3] });
  // An added measurement would make the host ask whether the series is to be tracked.
  expect(host.added).toEqual([]);
});

test('of two projections each view’s marks are listed, and the host removes one of one view', () => {
  const { session, host } = begin();
  session.add(recordOf(JSON.parse(readFileSync('sample-data/records/biplane.tipcheck.json', 'utf8')) as object));
  const lines = (): string[] =>
    [...host.kept.values()].map(({ label, displayText }) => `${label}: ${displayText.primary.join(', ')}`);
  expect(lines()).toEqual([
    'Target, view 1: circle',
    expect.stringMatching(/^Tip, view 1: .*3\.1 mm to the centre$/),
    'Target, view 2: circle',
    expect.stringMatching(/^Tip, view 2: .*3\.1 mm to the centre$/),
  ]);
  const uid = [...host.kept.keys()][3] ?? '';
  host.service.remove(uid);
  const { space } = session.active.peek() ?? {};
  expect(space).toMatchObject({ views: [{ tip: expect.anything() }, { target: expect.anything() }] });
  expect(space?.kind === 'biplane' && space.views[1].tip).toBeUndefined();
  session.undo();
  expect(host.kept.size).toBe(4);
});

test('what the host removes is removed, as one step that can be undone; the end leaves nothing behind', () => {
  const { session, host, stop } = begin();
  session.dispatchIn(space, target);
  session.dispatchIn(space, tip);
  const [, uid] = host.kept.keys();
  host.service.remove(uid ?? '');
  expect(session.active.peek()?.tip).toBeUndefined();
  expect(session.active.peek()?.target).toBeDefined();
  session.undo();
  expect(host.kept.size).toBe(2);
  stop();
  expect([host.kept.size, host.listeners.length]).toEqual([0, 0]);
  expect(session.active.peek()?.tip).toBeDefined();
});
