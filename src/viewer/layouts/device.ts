import type { Types } from '@cornerstonejs/core';
import { effect } from '@preact/signals-core';
import { targetMiddle } from '../../overlay/target-outline.ts';
import { targetReach } from '../../overlay/target-reach.ts';
import type { DeviceLine } from '../../session/device-line.ts';
import { frameOfReferenceOf } from '../../session/space-of.ts';
import { add, dot, scale, subtract, type Vector3 } from '../../space/vector.ts';
import { devicePlanes, placeAlong, placeBeside, type DevicePlanes, type Facing } from '../device-planes.ts';
import { listenToJumps } from '../jump-gesture.ts';
import { ObliqueView, type Sight } from '../oblique-view.ts';
import { PLANE_COLOURS } from '../plane-colours.ts';
import { drawReferenceLines, type LinedView } from '../reference-lines.ts';
import { acquiredViewPlanes, placeInSeries } from '../view-planes.ts';
import { openVolume } from '../volumes.ts';
import type { Arrange } from './arrangement.ts';

/** mm of one step of the wheel. */
const STEP_MM = 1;
/** mm of the device behind its tip that are fitted into a view. */
const BEHIND_MM = 20;
const NO_DEVICE = 'No device is marked any more';

/** One of the three planes of the device. */
interface DeviceView {
  readonly name: 'Along 1' | 'Along 2' | 'Across';
  readonly view: ObliqueView;
  readonly facing: (planes: DevicePlanes) => Facing;
  /** mm from the tip, away from the reader. */
  offsetMm: number;
}

/**
 * Two planes along the device, one across it, and the acquired plane. All follow tip and shaft while these are dragged, but the view that is
 * dragged in: it would run away under the pointer, and follows when it is let go.
 */
export const arrangeDevice: Arrange = (scene, series, index) => {
  const { core } = scene.libraries;
  const { ORTHOGRAPHIC } = core.Enums.ViewportType;
  const plane = series.frames[index]?.plane;
  const lineNow = (): DeviceLine | null => {
    const line = scene.device.peek();
    return line && line.frameOfReferenceUID === frameOfReferenceOf(series) ? line : null;
  };
  const first = lineNow();
  if (!plane || !first) throw new Error('tip and shaft are not marked on these images');
  const usual = acquiredViewPlanes(plane);
  const [acquired] = usual;
  const begun = placesOf(first, usual, null);
  if (!begun) throw new Error('tip and shaft lie at one place');
  const volume = openVolume(scene, series, index);
  let planes: DevicePlanes = begun;
  /** The line that the views show; what is dragged may be ahead of it. */
  let line: DeviceLine = first;
  const deviceName = (): string => {
    const { device } = line;
    return device && device !== 'other' ? device : 'device';
  };

  const made = (
    name: DeviceView['name'],
    title: (offsetMm: number) => string,
    facing: (planes: DevicePlanes) => Facing,
    at: DevicePlanes,
  ): DeviceView => {
    const { towardsViewer, up } = facing(at);
    const viewport = scene.enable({
      name: name.replace(' ', '-'),
      title: () => (lineNow() ? title(one.offsetMm) : NO_DEVICE),
      note: volume.note,
      type: ORTHOGRAPHIC,
      orientation: { viewPlaneNormal: [...towardsViewer], viewUp: [...up] },
    }) as Types.IVolumeViewport;
    const one: DeviceView = { name, view: new ObliqueView(viewport), facing, offsetMm: 0 };
    return one;
  };
  const views: readonly DeviceView[] = [
    made(
      'Along 1',
      (mm) => `Along the ${deviceName()} 1${placeBeside(mm)}`,
      ({ along }) => along[0],
      planes,
    ),
    made(
      'Along 2',
      (mm) => `Along the ${deviceName()} 2${placeBeside(mm)}`,
      ({ along }) => along[1],
      planes,
    ),
    made(
      'Across',
      (mm) => `Across, ${placeAlong(mm)}`,
      ({ across }) => across,
      planes,
    ),
  ];
  const across = views[2];
  const axial = scene.enable({
    name: acquired.name,
    title: () => {
      const [x, y, z] = axial.getCamera().focalPoint ?? [NaN, NaN, NaN];
      return `${acquired.name} ${placeInSeries(series, acquired.acquiredAxis, [x, y, z])}`;
    },
    note: volume.note,
    type: ORTHOGRAPHIC,
    orientation: { viewPlaneNormal: [...acquired.towardsViewer], viewUp: [...acquired.up] },
  }) as Types.IVolumeViewport;
  const viewports = [...views.map(({ view }) => view.viewport), axial];

  /** Where a view's plane passes: the tip, or so far before or behind it. */
  const placeOf = ({ facing, offsetMm }: DeviceView, at: DevicePlanes): Vector3 =>
    add(line.tip, scale(facing(at).towardsViewer, -offsetMm));

  const sights = (): readonly Sight[] => {
    const { tip, target } = line;
    const center = centerOf(line);
    return [
      { center: tip, radius: 2 },
      ...(target && center ? [{ center, radius: targetReach(target.target, center) }] : []),
    ];
  };
  const fit = (one: DeviceView): void => {
    const behind = { center: add(line.tip, scale(planes.axis, -BEHIND_MM)), radius: 0 };
    one.view.fit(one.facing(planes), placeOf(one, planes), [...sights(), behind]);
  };

  const cutAxial = (place: Vector3): void => {
    const { focalPoint = [NaN, NaN, NaN], position = [NaN, NaN, NaN] } = axial.getCamera();
    const by = scale(acquired.towardsViewer, dot(subtract(place, [...focalPoint]), acquired.towardsViewer));
    axial.setCamera({ focalPoint: [...add([...focalPoint], by)], position: [...add([...position], by)] });
    axial.render();
  };

  let isOpen = false;
  /** The view that a press is held in. */
  let held: DeviceView | null = null;

  /** Lays the planes through the device as it is now. A view that was dragged in keeps the tip where the pointer left it. */
  const follow = (released: DeviceView | null): void => {
    const now = lineNow();
    if (!isOpen) return;
    if (!now) {
      // The planes stay where they are; their titles, asked for with every picture, say that there is nothing along them.
      for (const { view } of views) view.viewport.render();
      return;
    }
    const next = placesOf(now, usual, planes);
    if (!next) return;
    const tipBefore = line.tip;
    const isMoved = subtract(now.tip, tipBefore).some((mm) => mm !== 0);
    line = now;
    planes = next;
    for (const one of views)
      if (one !== held) one.view.turn(one.facing(next), one === released ? now.tip : tipBefore, placeOf(one, next));
    if (isMoved) cutAxial(now.tip);
  };
  let waiting = false;
  const stop = effect(() => {
    void scene.device.value;
    if (waiting) return;
    waiting = true;
    // A drag brings more places than pictures can follow.
    requestAnimationFrame(() => {
      waiting = false;
      if (!scene.signal.aborted) follow(null);
    });
  });
  scene.signal.addEventListener('abort', stop);

  const host = axial.element.parentElement;
  const viewAt = (event: Event): DeviceView | null =>
    views.find(({ view }) => event.composedPath().includes(view.viewport.element)) ?? null;
  const release = (): void => {
    // The gesture's last edit comes with the same event, after this.
    setTimeout(() => {
      const released = held;
      held = null;
      if (released && !scene.signal.aborted) follow(released);
    });
  };
  const options = { capture: true, signal: scene.signal } as const;
  host?.addEventListener('pointerdown', (event) => (held = event.isPrimary ? viewAt(event) : held), options);
  // A press may be let go anywhere.
  for (const type of ['pointerup', 'pointercancel'] as const)
    host?.ownerDocument.addEventListener(type, release, options);

  const move = (one: DeviceView, byMm: number): void => {
    const before = placeOf(one, planes);
    // Whole steps from the tip, so that one comes by it again.
    one.offsetMm = byMm < 0 ? Math.ceil(one.offsetMm - 1e-6 + byMm) : Math.floor(one.offsetMm + 1e-6 + byMm);
    one.view.turn(one.facing(planes), before, placeOf(one, planes));
  };
  host?.addEventListener(
    'wheel',
    (event) => {
      const one = viewAt(event);
      if (!one || event.ctrlKey || event.deltaY === 0) return;
      // Cornerstone's steps count from the volume's edge: they would pass by the tip.
      event.preventDefault();
      event.stopPropagation();
      move(one, Math.sign(event.deltaY) * STEP_MM * (event.shiftKey ? 10 : 1));
    },
    { ...options, passive: false },
  );

  const jump = (position: Vector3): void => {
    for (const one of views) {
      const { towardsViewer } = one.facing(planes);
      const off = dot(subtract(line.tip, position), towardsViewer);
      one.offsetMm = Math.abs(off) < 1e-6 ? 0 : off;
      one.view.cut(add(position, scale(towardsViewer, off - one.offsetMm)));
    }
    cutAxial(position);
  };

  const lined: readonly LinedView[] = [
    ...views.map(({ name, view }) => ({
      viewport: view.viewport,
      name,
      // A line along the needle would hide the needle.
      lines: name === 'Across' ? ['Along 1', 'Along 2'] : ['Across'],
      colour: PLANE_COLOURS[name],
      center: () => view.viewport.worldToCanvas([...line.tip]),
    })),
  ];
  for (const { viewport, colour } of lined) viewport.element.style.setProperty('--plane', colour);
  drawReferenceLines(scene, lined);
  listenToJumps(scene, viewports, () => null, jump);

  const open = async (): Promise<void> => {
    if (!(await volume.show(viewports))) return;
    isOpen = true;
    for (const one of views) fit(one);
    cutAxial(line.tip);
  };

  return {
    opened: open(),
    cine: null,
    setIndex: () => Promise.resolve(),
    scroll: (by) => {
      if (across) move(across, by * STEP_MM);
      return Promise.resolve();
    },
    jumpToPatient: (position) => {
      jump(position);
      return Promise.resolve();
    },
    fit: (viewport) => {
      const one = views.find(({ view }) => view.viewport === viewport);
      if (one) {
        fit(one);
        return;
      }
      const { focalPoint } = axial.getCamera();
      axial.resetCamera();
      if (focalPoint) cutAxial([...focalPoint]);
    },
    isFitted: (viewport) => {
      const one = views.find(({ view }) => view.viewport === viewport);
      return one ? one.view.isFitted() : axial.getZoom() === 1;
    },
    dispose: () => {
      volume.dispose();
    },
  };
};

const placesOf = (
  line: DeviceLine,
  usual: readonly Pick<Facing, 'towardsViewer'>[],
  before: DevicePlanes | null,
): DevicePlanes | null => devicePlanes({ tip: line.tip, from: line.from, target: centerOf(line) }, usual, before);

/** Where the centre of the target lies; null without one, and while its surface is being made ready. */
const centerOf = ({ target }: DeviceLine): Vector3 | null => {
  const [x, y, z] = (target && targetMiddle(target, target.target)) ?? [];
  return x === undefined || y === undefined || z === undefined ? null : [x, y, z];
};
