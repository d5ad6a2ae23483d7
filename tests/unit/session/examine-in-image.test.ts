import { expect, test } from 'vitest';
import { groupSeries } from '../../../src/image/series.ts';
import { examineTip } from '../../../src/session/find-tip.ts';
import { Session } from '../../../src/session/session.ts';
import { spaceOf } from '../../../src/session/space-of.ts';
import { imagePoint } from '../../../src/space/frame.ts';
import { us, xa } from '../../support/images.ts';
import { generator } from '../../support/random.ts';
import { bar } from '../find/frames/phantoms.ts';

/** A mark in a single image without a place on the shaft, held against a bar that ends in it. */

const tip = [84, 78] as const;
const { columns, rows, values } = bar({ tip, angle: 0.4, random: generator(3) });
const stored = Float32Array.from(values, (value) => Math.round(value));

const examinedAt = async (make: typeof xa, [column, row]: readonly [number, number]) => {
  const position = imagePoint(column, row);
  const [series] = groupSeries([
    make({
      '00280010': ['US', rows],
      '00280011': ['US', columns],
      '7FE00010': ['OW', Array.from({ length: rows * columns }, () => 0)],
    }),
  ]);
  const frame = series!.frames[0]!;
  const source = { series: series!, frame };
  const session = new Session();
  session.useImages(() => source);
  session.usePixels(() => Promise.resolve([{ stored, samplesPerPixel: 1, slope: 1, intercept: 0 }]));
  session.dispatchIn(spaceOf(source, position), {
    kind: 'place-tip',
    position,
    sigma: 1,
    image: { sopInstanceUID: frame.instance.sopInstanceUID, frame: 1 },
  });
  await examineTip(session);
  return session.examined.peek()?.result;
};

test('in fluoroscopy a mark at the tip is supported and one on the shaft contradicted', async () => {
  expect(await examinedAt(xa, tip)).toMatchObject({ verdict: 'supported' });
  const onShaft = [tip[0] - 30 * Math.cos(0.4), tip[1] - 30 * Math.sin(0.4)] as const;
  expect(await examinedAt(xa, onShaft)).toMatchObject({ verdict: 'contradicted' });
});

test('in ultrasound a place on the shaft is asked for', async () => {
  expect(await examinedAt(us, tip)).toMatchObject({ kind: 'nothing' });
});
