import { describe, expect, it } from 'vitest';
import { canvasPoint } from '../../../src/space/frame.ts';
import { AwaitedMarking } from '../../../src/tools/awaited-marking.ts';
import type { MarkTool } from '../../../src/session/marking.ts';
import type { Press } from '../../../src/tools/gestures.ts';
import type { Marker, MarkerHost } from '../../../src/tools/marker.ts';

/** A host with one viewport whose picture can be changed, and what was done in it, in its order. */
const makeHost = () => {
  const done: string[] = [];
  const told: string[] = [];
  const shown = { image: 'one', tool: 'target' as MarkTool | null, depth: [1, 100] };
  const element = { clientWidth: 512, clientHeight: 512 } as HTMLElement;
  const viewport = {
    type: 'stack',
    getCornerstoneImage: () => ({ imageId: shown.image }),
    getCamera: () => ({ focalPoint: [0, 0, 0], viewPlaneNormal: [0, 0, 1], clippingRange: shown.depth }),
  };
  const host: MarkerHost = {
    viewportOf: () => viewport as never,
    isByProcessor: () => false,
    toolOf: () => shown.tool,
    acting: () => undefined,
    redraw: () => done.push('redraw'),
  };
  let presses = 0;
  const marker: Marker = {
    begin: ({ canvas: [x] }, tool) => {
      presses += 1;
      const name = String(presses);
      done.push(`begin ${name} at ${String(x)} with ${String(tool)}`);
      return {
        move: ([to]) => done.push(`move ${name} to ${String(to)}`),
        end: ([to]) => done.push(`end ${name} at ${String(to)}`),
        cancel: () => done.push(`cancel ${name}`),
      };
    },
    hover: () => done.push('hover'),
    doubleClick: () => {
      done.push('double click');
      return true;
    },
    key: () => true,
    shapes: () => [{ kind: 'path', points: [], closed: false, tone: 'tip', ghost: false }],
    release: () => undefined,
  };
  const loads: { come: () => void; fail: () => void }[] = [];
  const marking = new AwaitedMarking(host, {
    load: () =>
      new Promise<Marker>((resolve, reject) => {
        loads.push({
          come: () => {
            resolve(marker);
          },
          fail: () => {
            reject(new Error('no network'));
          },
        });
      }),
    tell: (text) => told.push(text),
  });
  const press = (x: number): Press => ({ element, canvas: canvasPoint(x, 0), pointerType: 'mouse' });
  return { marking, host, shown, element, done, told, loads, press };
};

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('what marks, before it is loaded', () => {
  it('carries out waiting presses in the order in which all was done, also what is done while one is held', async () => {
    const { marking, done, loads, press, shown } = makeHost();
    const first = marking.begin(press(1));
    first?.move(canvasPoint(2, 0));
    first?.end(canvasPoint(3, 0));
    shown.tool = 'tip';
    const second = marking.begin(press(10));
    shown.tool = null;
    expect(marking.doubleClick(press(10))).toBe(true);
    // How much of the depth is drawn changes with what is loaded of a volume.
    shown.depth = [5, 7];
    expect([done, loads.length]).toEqual([[], 1]);
    loads[0]?.come();
    await settled();
    second?.move(canvasPoint(11, 0));
    second?.end(canvasPoint(12, 0));
    expect(done).toEqual([
      'begin 1 at 1 with target',
      'move 1 to 2',
      'end 1 at 3',
      'begin 2 at 10 with tip',
      'double click',
      'redraw',
      'move 2 to 11',
      'end 2 at 12',
    ]);
    marking.begin(press(20))?.cancel();
    expect(done.slice(-2)).toEqual(['begin 3 at 20 with undefined', 'cancel 3']);
  });

  it('leaves presses without a marking tool, keys and hovering to the host, and draws nothing', async () => {
    const { marking, done, shown, press, element, loads } = makeHost();
    shown.tool = null;
    expect(marking.begin(press(1))).toBeNull();
    expect([marking.doubleClick(press(1)), marking.key('Escape', element)]).toEqual([false, false]);
    marking.hover(press(1));
    expect([done, marking.shapes(element, 'tip'), loads.length]).toEqual([[], [], 0]);
    const loaded = marking.load();
    loads[0]?.come();
    await loaded;
    expect([done, marking.shapes(element, 'tip').length, marking.key('Escape', element)]).toEqual([
      ['redraw'],
      1,
      true,
    ]);
  });

  it('marks nothing in a picture that is no longer the one that was pressed on, and says so', async () => {
    const { marking, done, told, shown, press, loads } = makeHost();
    const gesture = marking.begin(press(1));
    shown.image = 'two';
    loads[0]?.come();
    await settled();
    gesture?.move(canvasPoint(2, 0));
    gesture?.end(canvasPoint(2, 0));
    expect(done).toEqual(['redraw']);
    expect(told).toEqual(['The picture changed before the mark could be made: mark again.']);
  });

  it('lets what waited go where it can’t be loaded, and asks again at the next press', async () => {
    const { marking, done, press, loads } = makeHost();
    const lost = marking.begin(press(1));
    loads[0]?.fail();
    await settled();
    lost?.end(canvasPoint(2, 0));
    marking.begin(press(7))?.end(canvasPoint(7, 0));
    expect(loads).toHaveLength(2);
    loads[1]?.come();
    await settled();
    expect(done).toEqual(['begin 1 at 7 with target', 'end 1 at 7', 'redraw']);
  });

  it('does nothing any more once it was disposed of', async () => {
    const { marking, done, press, loads } = makeHost();
    marking.begin(press(1));
    marking.dispose();
    loads[0]?.come();
    await settled();
    expect([done, marking.begin(press(2)), marking.ready]).toEqual([[], null, null]);
  });
});
