import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels, type WantedLabel } from '../../../src/overlay/label-layout.ts';
import { canvasPoint, type CanvasPoint } from '../../../src/space/frame.ts';

const CANVAS = { width: 640, height: 480 };
/** As wide as 13 px semi-bold text is at most, and as high as its line. */
const boxOf = ({ at, text }: { readonly at: CanvasPoint; readonly text: string }) => ({
  left: at[0],
  right: at[0] + text.length * 8.2,
  top: at[1] - 9,
  bottom: at[1] + 9,
});
const meets = (a: ReturnType<typeof boxOf>, b: ReturnType<typeof boxOf>): boolean =>
  a.left < b.right - 1e-6 && b.left < a.right - 1e-6 && a.top < b.bottom - 1e-6 && b.top < a.bottom - 1e-6;
const wanted = (from: CanvasPoint, text: string, avoid: CanvasPoint | null = null): WantedLabel => ({
  kind: 'wanted-label',
  from,
  avoid,
  text,
  tone: 'tip',
  ghost: false,
});
const NOTHING = { handles: [], lines: [] };
const spot = fc
  .tuple(fc.double({ min: 0, max: 640, noNaN: true }), fc.double({ min: 0, max: 480, noNaN: true }))
  .map(([x, y]) => canvasPoint(x, y));

describe('labels', () => {
  it('of up to four marks anywhere cover no handle and no other label, and stay inside the canvas', () => {
    fc.assert(
      fc.property(fc.array(spot, { minLength: 1, maxLength: 4 }), (marks) => {
        const placed = placeLabels(
          marks.map((from, index) => wanted(from, index === 0 ? '12.3 mm to centre' : `mark ${String(index)} +3.2 mm`)),
          { handles: marks, lines: [] },
          CANVAS,
        );
        for (const [index, label] of placed.entries()) {
          const box = boxOf(label);
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.right).toBeLessThanOrEqual(CANVAS.width);
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.bottom).toBeLessThanOrEqual(CANVAS.height);
          for (const other of placed.slice(0, index)) expect(meets(box, boxOf(other))).toBe(false);
          for (const [x, y] of marks)
            expect(meets(box, { left: x - 9, right: x + 9, top: y - 9, bottom: y + 9 })).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stand on the side away from the line that they describe', () => {
    const [label] = placeLabels([wanted(canvasPoint(300, 200), '5 mm', canvasPoint(200, 200))], NOTHING, CANVAS);
    expect(label?.at[0]).toBeGreaterThan(300);
    const [other] = placeLabels([wanted(canvasPoint(300, 200), '5 mm', canvasPoint(400, 200))], NOTHING, CANVAS);
    expect((other?.at[0] ?? 0) + 4 * 8.2).toBeLessThan(300);
  });

  it('leave a line free', () => {
    const line = [canvasPoint(300, 200), canvasPoint(420, 120)];
    const [label] = placeLabels(
      [wanted(canvasPoint(300, 200), '5.4 mm to centre')],
      { handles: [], lines: [line] },
      CANVAS,
    );
    const box = boxOf(label ?? { at: canvasPoint(0, 0), text: '' });
    for (let share = 0; share <= 1; share += 0.01) {
      const [x, y] = [300 + 120 * share, 200 - 80 * share];
      expect(meets(box, { left: x, right: x, top: y, bottom: y })).toBe(false);
    }
  });

  it('keep their words and their order', () => {
    const words = ['a', 'b', 'c'];
    const at = canvasPoint(100, 100);
    expect(
      placeLabels(
        words.map((text) => wanted(at, text)),
        { handles: [at], lines: [] },
        CANVAS,
      ).map(({ text }) => text),
    ).toEqual(words);
  });
});
