import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementAmong, type AgreementOptions } from '../../src/hosts/cli-agreement.ts';
import { scoreAnswer } from '../../src/hosts/cli-teach.ts';
import { readCaseFile } from '../../src/case-file/read-case.ts';
import { isRefused } from '../../src/index.ts';
import { answerTo } from '../../src/teach/answer.ts';
import type { Agreement } from '../../src/teach/agreement/agreement.ts';
import type { Score } from '../../src/teach/score.ts';
import { EXPERT_TIPS, writtenCase } from '../support/case-files.ts';
import { ROOT } from '../support/documented.ts';
import { recordOf } from '../support/records.ts';

const SAMPLES = join(ROOT, 'sample-data', 'readings');
let folder = '';
const at = (...names: readonly string[]): string => join(folder, ...names);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tipcheck-agreement-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (paths: readonly string[], options: Partial<AgreementOptions> = {}) =>
  agreementAmong(paths, { json: true, ...options });

const studied = async (paths: readonly string[], options: Partial<AgreementOptions> = {}): Promise<Agreement> => {
  const { stdout, stderr, exitCode } = await run(paths, options);
  expect([stderr, exitCode]).toEqual(['', 0]);
  return JSON.parse(stdout) as Agreement;
};

describe('tipcheck agreement', () => {
  it('tells the readers of the sample by their records, and finds who marks too deep', async () => {
    const found = await studied([SAMPLES]);
    expect(found.readers).toEqual(['Reader A', 'Reader B', 'Reader C']);
    // By the files' names: the images' UIDs would lead back to a study.
    expect(found.cases).toEqual(['case-1', 'case-2', 'case-3', 'case-4', 'case-5', 'case-6']);
    expect(JSON.stringify(found)).not.toContain('2.25.');
    const along = found.measures.find(({ measure }) => measure === 'tip along');
    const [a, b, c] = along?.biases ?? [];
    expect(a?.againstOthers.value).toBeGreaterThan(0.3);
    expect(a?.againstOthers.interval[0]).toBeLessThan(1);
    expect(a?.againstOthers.interval[1]).toBeGreaterThan(1);
    expect(Math.max(b?.againstOthers.value ?? 9, c?.againstOthers.value ?? 9)).toBeLessThan(0.3);
    const [low, high] = found.markingSigma.across?.interval ?? [];
    expect(low).toBeLessThan(0.7);
    expect(high).toBeGreaterThan(0.7);
    expect(found.markingSigma.unit).toBe('mm');
    // There is no plan in these records, and that is said.
    expect(found.notStudied).toContainEqual({ measure: 'depthError', missing: 18, of: 18 });
  });

  it('is the same by folders and files as by observers and images', async () => {
    const [byName, byPlace] = [await studied([SAMPLES]), await studied([SAMPLES], { reader: 'folder', case: 'file' })];
    expect(byPlace.readers).toEqual(['reader-a', 'reader-b', 'reader-c']);
    expect(byPlace.measures.map(({ table }) => table)).toEqual(byName.measures.map(({ table }) => table));
  });

  it('writes a table with every number and every reading', async () => {
    const csv = at('agreement.csv');
    const found = await studied([SAMPLES], { csv });
    const rows = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
    expect(rows[0]).toBe('measure,statistic,reader,other reader,case,value,low,high,unit,cases,readers');
    const along = found.measures.find(({ measure }) => measure === 'tip along');
    const readings = rows.filter((row) => row.startsWith('tip along,reading,'));
    expect(readings.map((row) => Number(row.split(',')[5]))).toEqual(along?.table.flat());
    const icc = rows.find((row) => row.startsWith('tip along,"ICC(2,1)",')) ?? '';
    expect(icc).toContain(String(along?.intraclass?.twoWayRandom.value));
  });

  it('says the same in words', async () => {
    const { stdout } = await run([SAMPLES], { json: false });
    expect(stdout).toContain('3 readers, 6 cases. Intervals are 95 %.');
    expect(stdout).toMatch(/Tip along the shaft, mm\n {2}reading sigma +\d\.\d\d \(\d\.\d\d to \d\.\d\d\) mm/);
    expect(stdout).toMatch(/Reader A − others +1\.\d\d|Reader A − others +0\.\d\d/);
    expect(stdout).toMatch(/Marking sigma of the tip, 1 SD: \d\.\d\d mm per axis \(tip\.sigma\)\./);
  });

  it('counts what one reader read twice as how far that reader is from themselves', async () => {
    const twice = at('twice');
    cpSync(SAMPLES, twice, { recursive: true });
    const path = join(twice, 'reader-b', 'case-1.tipcheck.json');
    const record = JSON.parse(readFileSync(path, 'utf8')) as { tip: { position: number[] } };
    record.tip.position[0]! += 2;
    writeFileSync(join(twice, 'reader-b', 'case-1-again.tipcheck.json'), JSON.stringify(record));
    const along = (await studied([twice])).measures.find(({ measure }) => measure === 'tip along');
    // Two readings 2 mm apart: √(2²/2).
    expect(along?.repeated?.value).toBeCloseTo(Math.SQRT2, 2);
    expect(along?.biases.map(({ repeated }) => repeated === null)).toEqual([true, false, true]);
  });

  it('refuses cases that not all read, or leaves them out when asked to, and says which', async () => {
    const gap = at('gap');
    cpSync(SAMPLES, gap, { recursive: true });
    rmSync(join(gap, 'reader-c', 'case-4.tipcheck.json'));
    const refused = await run([gap]);
    expect(refused).toEqual({
      stdout: '',
      stderr:
        'tipcheck: incomplete: 1 of 6 cases were not read by all 3 readers; --incomplete leave-out leaves those cases out\n',
      exitCode: 2,
    });
    const found = await studied([gap], { incomplete: 'leave-out', case: 'file' });
    expect(found.cases).toHaveLength(5);
    expect(found.leftOut).toEqual(['case-4']);
  });

  it.each<[string, () => string[], Partial<AgreementOptions>, string]>([
    [
      'one reader',
      () => [join(SAMPLES, 'reader-a')],
      {},
      'too-few-readers: agreement needs records of at least two readers, these are of 1; --reader folder takes the folder’s name instead of the record’s observer',
    ],
    ['nothing there', () => [at('nowhere')], {}, 'missing-path: there is no such file or folder'],
    [
      'no records',
      () => [join(ROOT, 'sample-data', 'devices')],
      {},
      'no-records: there are no records (*.tipcheck.json) there',
    ],
    [
      'a reader that nobody names',
      () => [join(ROOT, 'sample-data', 'records', 'ct-abscess.tipcheck.json')],
      {},
      'no-reader: the record names no observer',
    ],
    ['another way to tell readers', () => [SAMPLES], { reader: 'guess' }, 'usage: --reader must be observer or folder'],
    [
      'records of other images by the same name',
      () => [SAMPLES, ...otherFrame()],
      { case: 'file' },
      'two-frames-of-reference: case 1: the marks are in another frame of reference',
    ],
  ])('is refused with one line: %s', async (_, paths, options, wanted) => {
    const { stdout, stderr, exitCode } = await run(paths(), options);
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr.startsWith(`tipcheck: ${wanted}`)).toBe(true);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  const otherFrame = (): string[] => {
    const path = at('case-1.tipcheck.json');
    const record = JSON.parse(readFileSync(join(SAMPLES, 'reader-a', 'case-1.tipcheck.json'), 'utf8')) as {
      space: { frameOfReferenceUID: string };
    };
    record.space.frameOfReferenceUID = '1.2.3';
    writeFileSync(path, JSON.stringify(record));
    return [path];
  };
});

describe('tipcheck teach score', () => {
  const written = async (more: object = {}): Promise<readonly [string, string]> => {
    const { bytes } = await writtenCase();
    const file = await readCaseFile(bytes);
    if (isRefused(file) || file.case.space.kind !== 'patient') throw new Error('no case');
    const record = recordOf({
      space: file.case.space,
      target: { shape: 'sphere', center: [11, 22, 33], radius: 6 },
      tip: { position: [16, 22.1875, 34.3125], evidence: 'person', sigma: 0.2 },
      shaft: [[-30, 22, 34]],
    });
    const answer = answerTo(file.case, { record, says: 'inside', confidence: 0.8 });
    writeFileSync(at('case.zip'), bytes);
    writeFileSync(at('answer.json'), JSON.stringify({ ...answer, ...more }));
    return [at('case.zip'), at('answer.json')];
  };

  it('holds an answer against the experts', async () => {
    const [file, answer] = await written();
    const { stdout, stderr, exitCode } = await scoreAnswer(file, answer, { json: true });
    expect([stderr, exitCode]).toEqual(['', 0]);
    const found = JSON.parse(stdout) as Score;
    expect(found.tip?.components.along?.difference).toBeCloseTo(16 - (EXPERT_TIPS[0][0] + EXPERT_TIPS[1][0]) / 2, 9);
    expect(found.verdict).toMatchObject({ outcome: 'right', truth: 'inside' });
    const words = (await scoreAnswer(file, answer, { json: false })).stdout;
    expect(words).toContain('RIGHT\nSaid: inside, 80 % sure. True: inside. The answer’s own marks: inside.');
    expect(words).toMatch(/ {2}along: 2\.4 against −?0\.0 mm, \+2\.4, tolerance \d\.\d: wrong/);
  });

  it.each([
    [{ case: 'another' }, 'other-case: the answer is to another case'],
    [{ tipcheckAnswer: 7 }, 'unknown-version: tipcheckAnswer: must be 1'],
  ])('refuses another answer with one line and says nothing of the case: %j', async (more, wanted) => {
    const { stdout, stderr, exitCode } = await scoreAnswer(...(await written(more)), { json: true });
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr.startsWith(`tipcheck: ${wanted}`)).toBe(true);
  });
});
