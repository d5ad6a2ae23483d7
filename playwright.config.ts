import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './scripts/setup.mjs';

const port = Number(process.env['TIPCHECK_TEST_PORT'] ?? 4187);
const chromium = findChromium();
const full = process.env['FULL'] === '1';

/** The viewer in a real browser, as built for production: some faults show only there. */
export default defineConfig({
  testDir: 'tests',
  testMatch: '{browser,hosts}/**/*.spec.ts',
  forbidOnly: process.env['CI'] !== undefined,
  // A test alone keeps little more than one core busy; more browsers than cores, each with its own emulation of WebGL, starve each other.
  workers: Math.min(2, availableParallelism()),
  // A machine that others work on at the same time may be late once; a test that passes the second time only is told of as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  // What comes is waited for no longer than it takes; what doesn't come may be late on a machine with other work.
  timeout: 120_000,
  // Looking often costs less than waiting for the next look.
  expect: { timeout: 30_000, toPass: { intervals: [100] } },
  outputDir: 'test-results',
  projects: [
    // Where WebGL is emulated stacks are drawn without it: what draws them elsewhere is tested, too, all of it in the full lane. In the fast
    // one each test runs once, with WebGL if it is tagged so, and both ways if it is tagged so.
    { name: 'any', ...(!full && { grepInvert: /@full|@webgl/ }) },
    {
      name: 'webgl',
      testMatch: 'browser/{biplane,ct,drawn,loading,places,touch}.spec.ts',
      ...(!full && { grep: /@webgl|@both/, grepInvert: /@full/ }),
    },
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
