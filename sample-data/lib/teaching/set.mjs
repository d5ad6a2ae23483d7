import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { tidied } from '../samples/sample.mjs';
import { CASES, draftOf, SET } from './cases.mjs';

/** @typedef {import('../study.mjs').File} File */

const json = (/** @type {unknown} */ value) => new TextEncoder().encode(`${JSON.stringify(tidied(value), null, 2)}\n`);
const source = (/** @type {string} */ path) => fileURLToPath(new URL(`../../../src/${path}`, import.meta.url));

/** What would be random is drawn from a name: the set is the same on every run. @param {string} name */
const seeded = (name) => {
  let count = 0;
  return (/** @type {Uint8Array} */ bytes) => {
    for (let at = 0; at < bytes.length; at += 32) {
      const block = createHash('sha256')
        .update(`tipcheck teaching set/${name}/${String(count)}`)
        .digest();
      count += 1;
      bytes.set(block.subarray(0, Math.min(32, bytes.length - at)), at);
    }
  };
};

/** Drafts of the set and of its cases, and their images: what `tipcheck teach set` makes a set of. @returns {{ drafts: File[], images: { folder: string, files: File[] }[] }} */
export const teachingDrafts = () => {
  const drawn = CASES.map((one) => ({ one, drawn: one.draw() }));
  return {
    drafts: [
      {
        name: 'set.tipcheck-set-draft.json',
        bytes: json({
          tipcheckSetDraft: 1,
          ...SET,
          cases: CASES.map(({ id }) => ({ draft: `${id}.tipcheck-draft.json`, images: id })),
        }),
      },
      ...drawn.map(({ one, drawn: made }) => ({
        name: `${one.id}.tipcheck-draft.json`,
        bytes: json(draftOf(one, made)),
      })),
    ],
    images: drawn.map(({ one, drawn: { files } }) => ({ folder: one.id, files })),
  };
};

/** Of somebody who marks the tip 2 mm too deep, and says inside. @param {import('../../../src/teach/case.ts').TeachingCase} of @param {import('../../../src/teach/case.ts').CaseDraft} draft */
const answerTo = ({ id, images: [image] }, { references: [reference] }) => {
  const { space, target, tip, shaft } = /** @type {any} */ (reference).record;
  const [[tc = 0, tr = 0], [sc = 0, sr = 0]] = [tip.position, shaft[0]];
  const pixels = 2 / space.scale.betweenColumns / Math.hypot(tc - sc, tr - sr);
  return {
    tipcheckAnswer: 1,
    case: id,
    says: 'inside',
    confidence: 0.8,
    record: {
      tipcheck: 1,
      id: 'answer',
      space: { ...space, sopInstanceUID: image?.sopInstanceUID },
      target,
      tip: { ...tip, position: [tc + pixels * (tc - sc), tr + pixels * (tr - sr)] },
    },
  };
};

/** Of the case that lies beside the set by itself, with an answer to it. */
const ALONE = 'us-short';

/**
 * The set's zip, by the program's own code; beside it one of its cases, and an answer whose tip is marked too deep.
 * @param {ReturnType<typeof teachingDrafts>} from @returns {Promise<File[]>}
 */
export const teachingSet = async ({ drafts, images }) => {
  // What writes cases is TypeScript.
  const { runnerImport } = await import('vite');
  const load = async (/** @type {string} */ path) => (await runnerImport(source(path), { logLevel: 'error' })).module;
  const { writeCase } = /** @type {typeof import('../../../src/case-file/write-case.ts')} */ (
    await load('case-file/write-case.ts')
  );
  const { writeSet } = /** @type {typeof import('../../../src/case-file/write-set.ts')} */ (
    await load('case-file/write-set.ts')
  );
  const { parseDraft } = /** @type {typeof import('../../../src/teach/case-schema.ts')} */ (
    await load('teach/case-schema.ts')
  );
  const { readCaseFile } = /** @type {typeof import('../../../src/case-file/read-case.ts')} */ (
    await load('case-file/read-case.ts')
  );
  const cases = [];
  /** @type {File[]} */ const alone = [];
  for (const { folder, files } of images) {
    const text = drafts.find(({ name }) => name === `${folder}.tipcheck-draft.json`)?.bytes;
    const draft = parseDraft(new TextDecoder().decode(text));
    if ('kind' in draft) throw new Error(`${folder}: ${draft.message}`);
    const input = {
      draft,
      images: files.map(
        ({ bytes }) =>
          () =>
            Promise.resolve(bytes),
      ),
      fillRandom: seeded(folder),
    };
    let written = await writeCase(input);
    // Drawn by a program: whatever looks like a patient is none.
    if (written.kind !== 'written')
      written = await writeCase({ ...input, fillRandom: seeded(folder), acknowledged: written.findings });
    if (written.kind !== 'written') throw new Error(`${folder}: ${written.message}`);
    const bytes = new Uint8Array(Buffer.concat(written.zip));
    cases.push(bytes);
    if (folder !== ALONE) continue;
    const read = await readCaseFile(bytes);
    if (read.kind !== 'case') throw new Error(read.message);
    alone.push(
      { name: `${ALONE}.zip`, bytes },
      { name: `${ALONE}.tipcheck-answer.json`, bytes: json(answerTo(read.case, draft)) },
    );
  }
  const set = await writeSet({ ...SET, cases });
  if (set.kind !== 'written') throw new Error(set.message);
  return [{ name: `${SET.id}.zip`, bytes: new Uint8Array(Buffer.concat(set.zip)) }, ...alone];
};
