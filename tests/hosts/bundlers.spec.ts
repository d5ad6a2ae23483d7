import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { preview } from 'vite';
import type { TipcheckErrorDetail } from '../../src/hosts/viewer-context.ts';
import { documentedViteConfig } from '../support/consumer.ts';
import { ROOT } from '../support/documented.ts';

/** The projects under examples/, each installed with the package as it would be published, built by its own tool, and run. */

const CACHE = join(tmpdir(), 'tipcheck-examples');
const TARBALL = join(CACHE, 'tipcheck.tgz');

const npm = (cwd: string, ...args: string[]) =>
  spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, encoding: 'utf8' });

/** A copy of an example with its dependencies. Skips, and says so, where they can't be had. */
const installed = (name: string): string => {
  const folder = join(CACHE, name);
  // What was installed before is kept: it is much, and pinned.
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder))
    if (entry !== 'node_modules') rmSync(join(folder, entry), { recursive: true, force: true });
  cpSync(join(ROOT, 'examples', name), folder, { recursive: true });
  const manifest = join(folder, 'package.json');
  writeFileSync(
    manifest,
    readFileSync(manifest, 'utf8').replace('"tipcheck": "0.1.0"', `"tipcheck": "file:${TARBALL}"`),
  );
  rmSync(join(folder, 'node_modules', 'tipcheck'), { recursive: true, force: true });
  const { status, stderr } = npm(folder, 'install', '--include=dev');
  test.skip(
    status !== 0 && /E(NOTFOUND|AI_AGAIN|CONNREFUSED|TIMEDOUT)|network/.test(stderr),
    'no network to install with',
  );
  expect(stderr, 'npm install').not.toMatch(/npm error/);
  expect(status).toBe(0);
  return folder;
};

const built = (folder: string): void => {
  const { status, stdout, stderr } = npm(folder, 'run', 'build');
  expect(status, `${stdout}\n${stderr}`).toBe(0);
};

declare global {
  interface Window {
    /** Is told what the viewer on the page could not do, and why. */
    failed: (what: string) => void;
  }
}

/** Serves what was built, as it is, and shows it. What goes wrong on the page fails the test. */
const served = async (page: Page, folder: string, look: (logged: string[]) => Promise<void>): Promise<void> => {
  const server = await preview({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { outDir: 'out' },
    preview: { host: '127.0.0.1', port: 0 },
  });
  try {
    const errors: string[] = [];
    const logged: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'log' && logged.push(message.text()));
    await page.exposeFunction('failed', (what: string) => errors.push(what));
    await page.addInitScript(() => {
      document.addEventListener('tipcheck-error', (event) => {
        const { message, cause } = (event as CustomEvent<TipcheckErrorDetail>).detail;
        window.failed(`${message} ${cause instanceof Error ? (cause.stack ?? cause.message) : ''}`);
      });
    });
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    try {
      await look(logged);
    } catch (error) {
      // What the page told says more than what was waited for in vain.
      expect(errors, error instanceof Error ? error.message : '').toEqual([]);
      throw error;
    }
    expect(errors).toEqual([]);
  } finally {
    await server.close();
  }
};

/** Opens a compressed picture, and marks it: decoder, worker, tools and parts that are loaded later are all found. */
const openAndMark = async (page: Page, logged: readonly string[]): Promise<void> => {
  await expect(page.getByRole('button', { name: 'Open files' })).toBeVisible();
  await page.locator('input[type=file]').first().setInputFiles(join(ROOT, 'sample-data/xa-uncalibrated/image.dcm'));
  await expect(page.locator('footer')).toContainText('XA');
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.locator('.viewport').click();
  await expect(page.getByRole('status', { name: 'Verdict' })).toContainText('Indeterminate');
  await expect.poll(() => logged).toContain('indeterminate');
};

const marksInPage = (page: Page, folder: string): Promise<void> =>
  served(page, folder, async (logged) => {
    await openAndMark(page, logged);
    // A part that comes when it is needed.
    await page.getByRole('button', { name: 'Report', exact: false }).first().click();
    await expect(page.locator('tipcheck-report')).toBeVisible();
  });

test.describe('the examples @full', () => {
  test.describe.configure({ timeout: 600_000 });

  test.beforeAll(() => {
    mkdirSync(CACHE, { recursive: true });
    const { status, stdout, stderr } = spawnSync(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', CACHE],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(stderr);
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    cpSync(join(CACHE, filename), TARBALL);
  });

  for (const name of ['vite', 'webpack', 'esbuild']) {
    test(`the viewer element built with ${name}`, async ({ page }) => {
      const folder = installed(name);
      built(folder);
      await marksInPage(page, folder);
    });
  }

  test('the component in React: properties, events, StrictMode, taken off the page and put back', async ({ page }) => {
    const folder = installed('react');
    built(folder);
    await served(page, folder, async (logged) => {
      // StrictMode mounts twice; there is one viewer all the same, and it works.
      await expect(page.locator('tipcheck-viewer')).toHaveCount(1);
      await openAndMark(page, logged);
      await expect(page.locator('p output')).toHaveText('indeterminate');
      await expect(page.getByRole('combobox', { name: 'Procedure' })).toHaveValue('biopsy');
      await page.getByRole('checkbox', { name: 'For looking only' }).check();
      await expect(page.locator('tipcheck-viewer')).toHaveAttribute('readonly', '');
      await expect(page.getByRole('button', { name: 'Mark tip' })).toHaveCount(0);
      await page.getByRole('checkbox', { name: 'For looking only' }).uncheck();
      await expect(page.getByRole('button', { name: 'Mark tip' })).toHaveCount(1);
      await page.getByRole('checkbox', { name: 'On the page' }).uncheck();
      await expect(page.locator('tipcheck-viewer')).toHaveCount(0);
      await page.getByRole('checkbox', { name: 'On the page' }).check();
      logged.length = 0;
      await openAndMark(page, logged);
    });
  });

  test('a page without a bundler', async ({ page }) => {
    const folder = join(CACHE, 'plain');
    rmSync(folder, { recursive: true, force: true });
    cpSync(join(ROOT, 'examples/plain'), join(folder, 'out'), { recursive: true });
    const { status, stderr } = npm(ROOT, 'run', 'build:page');
    expect(status, stderr).toBe(0);
    cpSync(join(ROOT, 'build/page'), join(folder, 'out/tipcheck'), { recursive: true });
    await marksInPage(page, folder);
  });

  test('the configuration of Vite is the one that the guide gives', () => {
    for (const name of ['vite', 'react'])
      expect(readFileSync(join(ROOT, 'examples', name, 'vite.config.js'), 'utf8'), name).toBe(documentedViteConfig());
  });

  test('a record assessed on the server by Next.js', async ({ request }) => {
    const folder = installed('next');
    built(folder);
    const port = String(20_000 + (process.pid % 20_000));
    const server = spawn('npx', ['next', 'start', '-H', '127.0.0.1', '-p', port], { cwd: folder, detached: true });
    try {
      const record = {
        tipcheck: 1,
        id: 'example',
        space: { kind: 'patient', frameOfReferenceUID: '1.2.3' },
        target: { shape: 'sphere', center: [0, 0, 0], radius: 8 },
        tip: { position: [1, 2, 0], evidence: 'person', sigma: 0.5 },
      };
      const url = `http://127.0.0.1:${port}/?record=${encodeURIComponent(JSON.stringify(record))}`;
      await expect(async () => {
        const answer = await request.get(url);
        expect(await answer.text()).toContain('role="status">inside<');
      }).toPass({ timeout: 60_000 });
    } finally {
      if (server.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
    }
  });

  test('a record assessed in Node', () => {
    const { status, stdout } = spawnSync('node', ['assess.mjs'], { cwd: installed('node'), encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toBe('inside, 2.24 mm from the centre (sigma 0.50)\n');
  });
});
