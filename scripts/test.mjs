#!/usr/bin/env node
/**
 * `npm test`: installs what is missing, finds or installs a Chromium, builds, and runs everything of the fast lane. `--full` adds the long
 * lane, `--pure` leaves the browser out, `--browser` leaves the pure tests out; with one of the two, what follows goes to that runner, as
 * in `npm test -- --pure tests/unit/space`. Ends with one line of totals.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildLibrary, buildPage, checkNode, ensureChromium, fail, freePort, install, ROOT, run } from './setup.mjs';

const own = new Set(['--full', '--pure', '--browser']);
const flags = new Set(process.argv.slice(2).filter((argument) => own.has(argument)));
const rest = process.argv.slice(2).filter((argument) => !own.has(argument));
const [pure, browser] = [!flags.has('--browser'), !flags.has('--pure')];
if (!pure && !browser) fail('--pure and --browser leave nothing to run');
if (rest.length > 0 && pure && browser) fail(`which tests does ${rest[0]} mean? Say --pure or --browser too`);

checkNode();
install();
const chromium = browser ? ensureChromium() : null;
buildLibrary();
if (browser) buildPage();

const env = flags.has('--full') ? { FULL: '1' } : {};
const folder = mkdtempSync(join(tmpdir(), 'tipcheck-test-'));
const totals = { passed: 0, failed: 0, skipped: 0, flaky: 0 };
let status = 0;

/**
 * Runs one runner and adds what its report counts.
 * @param {string} tool path below node_modules @param {string[]} args @param {NodeJS.ProcessEnv} env @param {string} report
 * @param {(report: any) => { passed: number, failed: number, skipped: number, flaky?: number }} count
 */
const lane = (tool, args, env, report, count) => {
  const result = run(process.execPath, [join(ROOT, 'node_modules', tool), ...args, ...rest], env);
  status ||= result;
  try {
    const counted = count(JSON.parse(readFileSync(report, 'utf8')));
    totals.passed += counted.passed;
    // A runner may fail for what is in no test, as a file that can't be loaded.
    totals.failed += Math.max(counted.failed, result === 0 ? 0 : 1);
    totals.skipped += counted.skipped;
    totals.flaky += counted.flaky ?? 0;
  } catch {
    // A runner that left no report didn't get as far as its tests.
    totals.failed += 1;
    status ||= 1;
  }
};

if (pure) {
  const report = join(folder, 'pure.json');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  lane('vitest/vitest.mjs', ['run', ...reporters], env, report, (counts) => ({
    passed: counts.numPassedTests,
    failed: counts.numFailedTests,
    skipped: counts.numPendingTests + counts.numTodoTests,
  }));
}

if (chromium) {
  const report = join(folder, 'browser.json');
  const settings = {
    CHROMIUM_PATH: chromium,
    TIPCHECK_TEST_PORT: String(await freePort(4187)),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  };
  lane('@playwright/test/cli.js', ['test', '--reporter=list,json'], { ...env, ...settings }, report, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    flaky: stats.flaky,
    skipped: stats.skipped,
  }));
}

rmSync(folder, { recursive: true, force: true });
console.log(
  `${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}${totals.flaky > 0 ? `, ${totals.flaky} only when tried again` : ''}`,
);
process.exit(status !== 0 || totals.failed > 0 || totals.passed === 0 ? 1 : 0);
