#!/usr/bin/env node
/**
 * `npm test`: installs what is missing, finds or installs a Chromium, builds, and runs everything of the fast lane. `--full` adds the long
 * lane, `--pure` leaves the browser out, `--browser` leaves the pure tests out. Ends with one line of totals.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildLibrary, buildPage, checkNode, ensureChromium, install, ROOT, run } from './setup.mjs';

checkNode();
install();

const flags = new Set(process.argv.slice(2));
const full = flags.has('--full') ? { FULL: '1' } : {};
const folder = mkdtempSync(join(tmpdir(), 'tipcheck-test-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
let status = 0;

/** @param {string} name @param {(report: { [key: string]: any }) => { passed: number, failed: number, skipped: number }} count @param {() => number} start */
const lane = (name, count, start) => {
  const result = start();
  status ||= result;
  try {
    const counted = count(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    totals.passed += counted.passed;
    totals.failed += counted.failed;
    totals.skipped += counted.skipped;
  } catch {
    // A runner that left no report didn't get as far as its tests.
    totals.failed += 1;
    status ||= 1;
  }
};

buildLibrary();

if (!flags.has('--browser')) {
  const output = join(folder, 'pure.json');
  lane(
    'pure.json',
    (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numFailedTestSuites * Number(report.numFailedTests === 0),
      skipped: report.numPendingTests + report.numTodoTests,
    }),
    () =>
      run(
        process.execPath,
        [
          join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
          'run',
          '--reporter=dot',
          '--reporter=json',
          `--outputFile.json=${output}`,
        ],
        full,
      ),
  );
}

if (!flags.has('--pure')) {
  const chromium = ensureChromium();
  buildPage();
  lane(
    'browser.json',
    ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }),
    () =>
      run(
        process.execPath,
        [join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'],
        {
          ...full,
          CHROMIUM_PATH: chromium,
          PLAYWRIGHT_JSON_OUTPUT_NAME: join(folder, 'browser.json'),
        },
      ),
  );
}

rmSync(folder, { recursive: true, force: true });
console.log(
  `${String(totals.passed)} passed, ${String(totals.failed)} failed${totals.skipped > 0 ? `, ${String(totals.skipped)} skipped` : ''}`,
);
process.exit(status !== 0 || totals.failed > 0 || totals.passed === 0 ? 1 : 0);
