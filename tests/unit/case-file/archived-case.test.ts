import { describe, expect, it } from 'vitest';
import { archivedCase, type ArchivedTeaching } from '../../../src/case-file/archived-case.ts';
import { revealCase } from '../../../src/case-file/read-case.ts';
import type { ImageAttributes } from '../../../src/image/attributes.ts';
import { isRefused, parseRecord, type Confirmation } from '../../../src/index.ts';
import { answerTo } from '../../../src/teach/answer.ts';
import { imageSpace } from '../../support/records.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const US = '1.2.840.10008.5.1.4.1.1.6.1';
const CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
const FRAME = '1.2.3';

const image = (sopInstanceUID: string, more: Partial<ImageAttributes> = {}): ImageAttributes =>
  ({
    sopInstanceUID,
    sopClassUID: CT,
    modality: 'CT',
    seriesInstanceUID: '1.2.3.1',
    frameOfReferenceUID: FRAME,
    ...more,
  }) as ImageAttributes;

const record = (more: object = {}): Confirmation => {
  const read = parseRecord({
    tipcheck: 1,
    id: 'one',
    space: { kind: 'patient', frameOfReferenceUID: FRAME },
    target: { shape: 'sphere', center: [1, 2, 3], radius: 6 },
    tip: { position: [2, 3, 4], evidence: 'person', sigma: 0.5 },
    ...more,
  });
  if (isRefused(read)) throw new Error(read.message);
  return read;
};

const words = {
  title: 'A teaching file',
  question: 'Where is the tip?',
  notTold: 'not told',
  expert: (n: number) => `Expert ${String(n)}`,
  selected: (n: number) => `Selected ${String(n)}`,
};

const teaching = (change: Partial<ArchivedTeaching> = {}): ArchivedTeaching => ({
  manifest: { images: [], others: [], description: null } as unknown as ArchivedTeaching['manifest'],
  information: null,
  records: [record()],
  images: [image('1.1'), image('1.2')],
  ...change,
});

const made = async (change: Partial<ArchivedTeaching>) => {
  const result = await archivedCase(teaching(change), words);
  if (isRefused(result)) throw new Error(result.message);
  return result;
};

const selecting = (...uids: string[]): ArchivedTeaching['manifest'] =>
  ({
    images: uids.map((sopInstanceUID) => ({ sopInstanceUID, frame: 1 })),
    others: [],
    description: null,
  }) as unknown as ArchivedTeaching['manifest'];

describe('a teaching case of an archive', () => {
  it('shows no captured screens and no images elsewhere: those may have the marks in them', async () => {
    const { case: patient } = await made({
      images: [image('1.1'), image('1.2', { frameOfReferenceUID: '9' }), image('1.3', { sopClassUID: CAPTURE })],
    });
    expect(patient.images.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual(['1.1']);
    const onImage = record({
      space: imageSpace(0.2, 0.3, { sopInstanceUID: '1.1' }),
      target: undefined,
      tip: { position: [2, 3], evidence: 'person', sigma: 1 },
    });
    const us = { sopClassUID: US, frameOfReferenceUID: undefined } as const;
    const { case: flat } = await made({
      records: [onImage],
      images: [
        image('1.1', us),
        image('1.4', us),
        image('1.2', { ...us, seriesInstanceUID: '8' }),
        image('1.3', { sopClassUID: `${CAPTURE}.4`, seriesInstanceUID: '1.2.3.1' }),
      ],
    });
    expect(flat.images.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual(['1.1', '1.4']);
  });

  it('can be scored whatever its selection names beside its images', async () => {
    const file = await made({ manifest: selecting('1.2', '7.7'), images: [image('1.1'), image('1.2'), image('1.5')] });
    const answer = answerTo(file.case, { record: record(), says: 'inside', confidence: 0.8 });
    if (isRefused(answer)) throw new Error(answer.message);
    const answers = await revealCase(file, answer);
    if (isRefused(answers)) throw new Error(answers.message);
    expect(answers.keyViews.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual(['1.2']);
  });

  it('is refused before it is opened where an image that a mark is on is missing', async () => {
    const onImage = record({
      space: imageSpace(0.2, 0.3, { sopInstanceUID: '5.5' }),
      target: undefined,
      tip: { position: [2, 3], evidence: 'person', sigma: 1 },
    });
    expect(await archivedCase(teaching({ records: [onImage] }), words)).toMatchObject({ code: 'missing-images' });
  });

  it('takes an abstract of any length and an empty history: the whole stands in the explanation', async () => {
    const abstract = `The tip\n${'lies beside the target '.repeat(40)}`.trim();
    const information = { abstract, history: ' ', author: '', keywords: [], level: null } as unknown as NonNullable<
      ArchivedTeaching['information']
    >;
    const file = await made({ information });
    expect(file.case.question).toBe('Where is the tip?');
    const answer = answerTo(file.case, { record: record(), says: 'inside', confidence: 0.8 });
    if (isRefused(answer)) throw new Error(answer.message);
    const answers = await revealCase(file, answer);
    if (isRefused(answers)) throw new Error(answers.message);
    expect(answers.teaches).toHaveLength(500);
    expect(answers.explanation).toContain(abstract);
  });
});
