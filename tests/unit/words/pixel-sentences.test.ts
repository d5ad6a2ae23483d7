import { afterEach, expect, test } from 'vitest';
import { examineMarkInFrames } from '../../../src/find/frames/examine-mark.ts';
import { examineMarkInVolume } from '../../../src/find/volume/examine-mark.ts';
import { LANGUAGES } from '../../../src/words/catalog.ts';
import { said, speak } from '../../../src/words/words.ts';
import { plainCt } from '../../support/ct-phantoms.ts';
import { leftEnglish } from '../../support/left-english.ts';
import { plainMr } from '../../support/mr-phantoms.ts';
import { generator } from '../../support/random.ts';
import { bar } from '../find/frames/phantoms.ts';

afterEach(() => speak('en'));

const numbersIn = (text: string): readonly string[] => text.match(/\d+(\.\d+)?/g) ?? [];

/** What was made of real values is told in each language, with the same numbers and units, and no English is left in it. */
const expectTold = async (messages: readonly string[]): Promise<void> => {
  expect(messages.length).toBeGreaterThan(2);
  for (const tag of LANGUAGES.filter((one) => one !== 'en')) {
    await speak(tag);
    for (const message of messages) {
      const told = said(message);
      expect.soft(told, `${tag}: ${message}`).not.toBe(message);
      expect.soft(leftEnglish(told), `${tag}: ${message} → ${told}`).toEqual([]);
      expect.soft(numbersIn(told), `${tag}: ${message} → ${told}`).toEqual(numbersIn(message));
    }
  }
};

test('what the voxels of a CT say of a mark on the shaft', async () => {
  const { volume, at } = plainCt();
  const { reasons } = examineMarkInVolume(volume, { tip: at(12) });
  expect(reasons[0]?.message).toMatch(/^The device continues 1[123]\.\d mm/);
  await expectTold(reasons.map(({ message }) => message));
});

test('what the voxels of an MR image say of a mark far along the void', async () => {
  const { volume, at } = plainMr();
  const { reasons } = examineMarkInVolume(volume, { tip: at(25) }, { polarity: 'dark' });
  expect(reasons[0]?.message).toMatch(/^The void continues/);
  await expectTold(reasons.map(({ message }) => message));
});

test('what the pixels of a projection say of a mark on the shaft, in mm and in pixels', async () => {
  const frame = bar({ tip: [100.3, 80], angle: 0, random: generator(11) });
  for (const unit of ['mm', 'px'] as const) {
    const search = { modality: 'XA', frames: [{ ...frame, unit }], pointed: 0 } as const;
    const { reasons } = examineMarkInFrames({ ...search, tip: [75.3, 80], shaft: [[40, 80]] });
    expect(reasons[0]?.message).toMatch(new RegExp(`^The device continues [\\d.]+ ${unit} beyond`));
    await expectTold(reasons.map(({ message }) => message));
  }
});
