import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encapsulatedPdf } from '../../../../src/report/dicom/encapsulated-pdf.ts';
import { reportPdf } from '../../../../src/report/pdf/report-pdf.ts';
import { drawable } from '../../../../src/report/pdf/text.ts';
import { dciodvfyErrors, hasDciodvfy, hasPydicom, pydicom } from '../../../support/dicom-tools.ts';
import { hasPoppler, pageCount, pdfPixels, pdfText } from '../../../support/pdf-tools.ts';
import { assessmentOf, PATIENT, recordOf } from '../../../support/records.ts';
import { imageOf } from '../../../support/report-images.ts';
import { inLane } from '../../../support/lane.ts';

const printedAt = new Date('2026-11-26T12:00:00Z');
const json = {
  space: { ...PATIENT, frameOfReferenceUID: '1.2.3.4.5' },
  target: { shape: 'sphere', center: [-8, -9, 2.5], radius: 4 },
  tip: { position: [-7, -9, 2.5], sigma: 0.4 },
  looks: [{ at: '2026-11-22T10:15:00Z', tip: { position: [2, -9, 2.5], sigma: 0.4 } }],
  at: '2026-11-22T10:20:00Z',
};
const file = imageOf({
  '00100010': ['PN', 'Łukasz^Иван=山田^太郎'],
  '00080005': ['CS', 'ISO_IR 192'],
  '00100020': ['LO', 'ID-77'],
});
const pdfOf = (more: object = {}, options: object = {}) =>
  reportPdf({ record: recordOf({ ...json, ...more }), assessment: assessmentOf({ ...json, ...more }) }, [file], {
    printedAt,
    ...options,
  });

const plain = pdfOf();

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the PDF of a report', () => {
  it('is the same bytes for the same record and moment, and others for another moment', async () => {
    const once = sha(await plain);
    expect(sha(await pdfOf())).toBe(once);
    expect(sha(await pdfOf({}, { printedAt: new Date('2026-11-26T12:01:00Z') }))).not.toBe(once);
  });

  it.skipIf(!hasPoppler)(
    'holds verdict, numbers, caveats, looks, patient and disclaimer as text on one page (skipped without poppler)',
    async () => {
      const pdf = await plain;
      const text = pdfText(pdf);
      const assessment = assessmentOf(json);
      expect(pageCount(pdf)).toBe(1);
      expect(text).toContain('Indeterminate');
      expect(text).toContain('Tip to target centre 1.0 mm');
      expect(text).toContain('-3.0 mm');
      for (const { message } of assessment.caveats)
        expect(text.toLowerCase()).toContain(message.toLowerCase().slice(0, 40));
      expect(text).toContain('ID-77');
      expect(text).toContain('Look 1, 10:15 UTC');
      expect(text).toContain('page 1 of 1');
      expect(text).toContain('For review and teaching. Not a medical device.');
      // Letters that the font lacks: the text has them, and the page says so.
      expect(text).toContain('Łukasz Иван');
      expect(text).toContain('Letters that this document’s font lacks');
    },
  );

  it.skipIf(!hasPoppler).each(inLane<readonly ('a4' | 'letter')[]>({ fast: ['letter'], full: ['a4', 'letter'] }))(
    'continues on further pages of %s, each with the patient, where it is long (skipped without poppler)',
    async (paper) => {
      const looks = Array.from({ length: 70 }, (_, index) => ({
        at: `2026-11-22T0${String(1 + Math.floor(index / 60))}:${String(index % 60).padStart(2, '0')}:00Z`,
        tip: { position: [index - 30, -9, 2.5], sigma: 0.4 },
      }));
      const pdf = await pdfOf({ looks }, { paper });
      const pages = pdfText(pdf).split('\f').filter(Boolean);
      expect(pages.length).toBeGreaterThanOrEqual(2);
      for (const [index, page] of pages.entries()) {
        expect(page).toContain('ID-77');
        expect(page).toContain('Not a medical device');
        expect(page).toContain(`page ${String(index + 1)} of ${String(pages.length)}`);
      }
      for (let look = 1; look <= 70; look += 1) expect(pages.join('')).toContain(`Look ${String(look)},`);
      expect(pages.at(-1)).toContain('Signature');
    },
  );

  it.skipIf(!hasPoppler)(
    'shows the picture with the target’s colour on the page (skipped without poppler)',
    async () => {
      const page = pdfPixels(await plain, 144);
      expect([page.width, page.height]).toEqual([1191, 1684]);
      let found = 0;
      for (let y = 0; y < page.height; y += 1)
        for (let x = 0; x < page.width; x += 1) {
          const [red, green, blue] = page.at(x, y);
          if (blue > 180 && green > 150 && red < 140) found += 1;
        }
      expect(found).toBeGreaterThan(20);
    },
  );

  it.skipIf(!hasDciodvfy)('is a DICOM object that dciodvfy finds nothing wrong with (skipped without it)', async () => {
    const object = encapsulatedPdf(await plain, [{ attributes: file.attributes, frames: [1] }], {
      title: 'Tip position report',
      writtenAt: printedAt,
    });
    expect(dciodvfyErrors(object)).toEqual([]);
  });

  it.skipIf(!hasPydicom)('comes back out of the DICOM object as it was (skipped without pydicom)', async () => {
    const pdf = await plain;
    const images = [{ attributes: file.attributes, frames: [1] }] as const;
    const object = encapsulatedPdf(pdf, images, { title: 'Tip position report', writtenAt: printedAt });
    const [length, head, digest, patient, uid] = (await pydicom(
      object,
      'import hashlib\nwhole = ds.EncapsulatedDocument[:ds.EncapsulatedDocumentLength]\nsay([ds.EncapsulatedDocumentLength, whole[:5].decode(), hashlib.sha256(whole).hexdigest(), ds.PatientID, ds.SOPInstanceUID])',
    )) as [number, string, string, string, string];
    expect([length, head, digest, patient]).toEqual([pdf.length, '%PDF-', sha(pdf), 'ID-77']);
    const other = encapsulatedPdf(pdf, images, {
      title: 'Tip position report',
      writtenAt: new Date('2026-11-26T12:00:01Z'),
    });
    const longer = encapsulatedPdf(Uint8Array.of(...pdf, 10), images, {
      title: 'Tip position report',
      writtenAt: printedAt,
    });
    const again = encapsulatedPdf(pdf, images, { title: 'Tip position report', writtenAt: printedAt });
    for (const one of [other, longer]) expect(await pydicom(one, 'say(ds.SOPInstanceUID)')).not.toBe(uid);
    expect(await pydicom(again, 'say(ds.SOPInstanceUID)')).toBe(uid);
  });
});

it('text that a font lacks is drawn plain or as a question mark, and known as recorded', () => {
  const latin = { has: (code: number) => code >= 32 && code < 256 };
  expect(drawable('−4.6 mm ± 1', latin)).toEqual({ text: '-4.6 mm ± 1', recorded: null });
  expect(drawable('Łódź 山', latin)).toEqual({ text: 'Lódz ?', recorded: 'Łódź 山' });
});
