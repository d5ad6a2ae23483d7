import { defineConfig } from '@playwright/test';

const port = Number(process.env['TIPCHECK_TEST_PORT'] ?? 4187);

/** The viewer in a real browser, as built for production: some faults show only there. */
export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  grepInvert: process.env['FULL'] === '1' ? [] : [/@full/],
  // Several software-rendered browsers starve each other.
  workers: 1,
  retries: 0,
  timeout: 90_000,
  outputDir: 'test-results',
  use: {
    baseURL: `http://127.0.0.1:${String(port)}/`,
    viewport: { width: 1280, height: 720 },
    launchOptions: {
      ...(process.env['CHROMIUM_PATH'] !== undefined && { executablePath: process.env['CHROMIUM_PATH'] }),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
      ],
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${String(port)} --strictPort`,
    url: `http://127.0.0.1:${String(port)}/`,
    reuseExistingServer: false,
  },
});
