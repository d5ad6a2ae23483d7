import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calibrationOf } from '../../src/image/calibration.ts';
import { measurable } from '../../src/image/measurable.ts';
import { groupSeries, type ImageSeries } from '../../src/image/series.ts';
import { conformancePage } from '../support/conformance-page.ts';
import { PLACE_TABLES } from '../support/conformance-places.ts';
import { SCALE_TABLES } from '../support/conformance-scales.ts';
import { ROOT } from '../support/documented.ts';

const PAGE = `${ROOT}/docs/conformance.md`;
const WRITTEN = /(?<=<!-- written: cases -->\n\n)[\s\S]*(?=\n\n<!-- end: cases -->\n)/;

const scales = SCALE_TABLES.flatMap(([, cases]) => cases.map((each) => ({ ...each, image: each.image() })));
const places = PLACE_TABLES.flatMap(([, cases]) => cases.map((each) => ({ ...each, images: each.images() })));

describe('the scale of an image', () => {
  it.each(scales)('of $id: $what', ({ image, frame = 1, scale, caveats }) => {
    const found = calibrationOf(image, frame);
    expect([found.scale.unit, found.scale.basis]).toEqual([scale[2], scale[3]]);
    expect(found.scale.betweenColumns).toBeCloseTo(scale[0], 12);
    expect(found.scale.betweenRows).toBeCloseTo(scale[1], 12);
    expect(found.caveats.map(({ code }) => code)).toEqual(caveats);
    for (const { message } of found.caveats) expect(message.length).toBeGreaterThan(20);
  });
});

const planesOf = (volume: ImageSeries['volume']): string =>
  volume.kind === 'ok'
    ? 'offered'
    : volume.kind === 'resampled'
      ? `resampled: ${volume.reasons.join(', ')}`
      : volume.code;

describe('the place of images', () => {
  it.each(places)('of $id: $what', ({ images, entries }) => {
    const found = groupSeries(images).map(({ space, frames, caveats, volume }) => ({
      space,
      frames: frames.length,
      caveats: caveats.map(({ code }) => code),
      planes: space === 'patient' ? planesOf(volume) : null,
    }));
    expect(found).toEqual(entries);
  });
});

it('every series says in one line each what can and can’t be measured, and names a tag wherever one would help', () => {
  for (const images of [...scales.map(({ image }) => [image]), ...places.map(({ images: all }) => all)]) {
    for (const series of groupSeries(images)) {
      const said = measurable(series);
      expect(said.length).toBeGreaterThan(0);
      expect(said.every(({ message }) => message.length > 15 && !/[\n]|undefined|NaN/.test(message))).toBe(true);
      const millimetres = said.find(({ code }) => code === 'millimetres');
      if (series.space !== 'patient') expect(millimetres?.possible).toBe(series.scale.unit === 'mm');
      if (series.scale.unit !== 'mm') expect(millimetres?.mend).toMatch(/\([0-9A-F]{4},[0-9A-F]{4}\)/);
      const planes = said.find(({ code }) => code === 'reformatted-planes');
      if (series.space === 'patient') expect(planes?.possible).toBe(series.volume.kind !== 'refused');
    }
  }
});

it('no case stands twice', () => {
  const ids = [...scales, ...places].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

// WRITE_PAGES=1 writes the page anew: npx vitest run tests/oracle/conformance.test.ts
it('docs/conformance.md has a row for every case, and no other', () => {
  const page = readFileSync(PAGE, 'utf8');
  const written = conformancePage();
  if (process.env['WRITE_PAGES'] === '1')
    writeFileSync(
      PAGE,
      page.replace(WRITTEN, () => written),
    );
  else expect(WRITTEN.exec(page)?.[0]).toBe(written);
});
