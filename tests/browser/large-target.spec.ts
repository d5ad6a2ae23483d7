import { expect, type Page } from '@playwright/test';
import type { Confirmation } from '../../src/index.ts';
import { ballMesh } from '../support/ball-mesh.ts';
import { test } from './shared-page.ts';
import { ctCase, dragTarget, dragTo, lastChange, noPageErrors, openViewer, showImage, verdict } from './viewer.ts';

/** Opens a record whose target is a ball of 100,000 triangles, every corner on it, in the frame of the CT sample. */
const openLargeTarget = async (page: Page): Promise<Confirmation> => {
  await openViewer(page);
  await showImage(page, ctCase.targetSlice);
  await dragTarget(page, ctCase.center, ctCase.rim);
  const { record } = await lastChange(page);
  if (!record) throw new Error('nothing was marked');
  const large = {
    ...record,
    id: 'large',
    target: { shape: 'mesh', ...ballMesh(ctCase.center, () => ctCase.radius, 225, 224) },
    tip: { position: ctCase.tip, evidence: 'person', sigma: 0.3 },
  };
  await page
    .locator('input[type=file]')
    .setInputFiles([
      { name: 'large.tipcheck.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(large)) },
    ]);
  await expect.poll(async () => (await lastChange(page)).record?.id, { timeout: 20_000 }).toBe('large');
  return record;
};

test('a target of 100,000 triangles is made ready in a worker that ends with it, and follows a dragged tip @full', async ({
  page,
}) => {
  const workers: string[] = [];
  let ended = 0;
  page.on('worker', (worker) => {
    if (!worker.url().includes('surface-worker')) return;
    workers.push(worker.url());
    worker.on('close', () => (ended += 1));
  });
  await openLargeTarget(page);
  const { assessment } = await lastChange(page);
  // A mesh with its corners on the ball lies within it by less than 0.01 mm here.
  expect(Math.abs((assessment?.metrics.signedDistance?.value ?? NaN) - ctCase.signedDistance)).toBeLessThan(0.01);
  await expect(verdict(page)).toContainText('Inside');
  expect(workers).toHaveLength(1);
  await expect.poll(() => ended).toBe(1);
  // Its outline is drawn where the shown slice cuts it, and only there.
  const outline = page.locator('.viewport svg polyline[stroke="#4cc9f0"]');
  await showImage(page, ctCase.targetSlice);
  await expect(outline).toHaveCount(1);
  await showImage(page, 1);
  await expect(outline).toHaveCount(0);

  await showImage(page, ctCase.tipSlice);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const away = ctCase.tip.with(0, (ctCase.tip[0] ?? 0) + 2 * ctCase.radius);
  await dragTo(page, ctCase.tip, away);
  await expect(verdict(page)).toContainText('Outside');
  expect(workers).toHaveLength(1);
  await noPageErrors(page);
});

test('without a worker to be had, a large target is assessed all the same @full', async ({ page }) => {
  await page.route(/surface-worker/, (route) => route.abort());
  await openLargeTarget(page);
  const { assessment } = await lastChange(page);
  expect(Math.abs((assessment?.metrics.signedDistance?.value ?? NaN) - ctCase.signedDistance)).toBeLessThan(0.01);
  await noPageErrors(page);
});
