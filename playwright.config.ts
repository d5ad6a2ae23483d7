import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './scripts/setup.mjs';

const port = Number(process.env['TIPCHECK_TEST_PORT'] ?? 4187);
const chromium = findChromium();

/** The viewer in a real browser, as built for production: some faults show only there. */
export default defineConfig({
  testDir: 'tests',
  testMatch: '{browser,hosts}/**/*.spec.ts',
  grepInvert: process.env['FULL'] === '1' ? [] : [/@full/],
  forbidOnly: process.env['CI'] !== undefined,
  // Several software-rendered browsers starve each other.
  workers: 1,
  // A machine that others work on at the same time may be late once; a test that passes the second time only is told of as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 60_000,
  // Looking often costs less than waiting for the next look.
  expect: { timeout: 10_000, toPass: { intervals: [100] } },
  outputDir: 'test-results',
  projects: [
    { name: 'any' },
    // Where WebGL is emulated stacks are drawn without it: what draws them elsewhere is tested, too.
    { name: 'webgl', testMatch: 'browser/{biplane,ct,drawn,loading,places,touch}.spec.ts' },
  ],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1280, height: 720 },
    trace: 'off',
    launchOptions: { ...(chromium !== null && { executablePath: chromium }), args: CHROMIUM_FLAGS },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
