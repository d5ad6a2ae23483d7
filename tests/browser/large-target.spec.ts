import { expect, test, type Page } from '@playwright/test';
import type { Confirmation } from '../../src/index.ts';
import { ctCase, dragTarget, dragTo, lastChange, noPageErrors, openViewer, showImage, verdict } from './viewer.ts';

/** A ball of 100,000 triangles, every corner on it. */
const ballMesh = (center: readonly number[], radius: number): { vertices: number[]; triangles: number[] } => {
  const [rings, around] = [224, 224];
  const vertices: number[] = [];
  for (let ring = 1; ring < rings; ring += 1)
    for (let step = 0; step < around; step += 1) {
      const [polar, turn] = [(Math.PI * ring) / rings, (2 * Math.PI * step) / around];
      vertices.push(
        (center[0] ?? 0) + radius * Math.sin(polar) * Math.cos(turn),
        (center[1] ?? 0) + radius * Math.sin(polar) * Math.sin(turn),
        (center[2] ?? 0) + radius * Math.cos(polar),
      );
    }
  const poles = vertices.length / 3;
  for (const side of [1, -1]) vertices.push(center[0] ?? 0, center[1] ?? 0, (center[2] ?? 0) + side * radius);
  const at = (ring: number, step: number): number => (ring - 1) * around + (step % around);
  const triangles: number[] = [];
  for (let step = 0; step < around; step += 1) {
    triangles.push(poles, at(1, step), at(1, step + 1), poles + 1, at(rings - 1, step), at(rings - 1, step + 1));
    for (let ring = 1; ring < rings - 1; ring += 1) {
      const [a, b, c, d] = [at(ring, step), at(ring, step + 1), at(ring + 1, step), at(ring + 1, step + 1)];
      triangles.push(a, c, d, a, d, b);
    }
  }
  return { vertices, triangles };
};

/** Opens a record whose target is that mesh, in the frame of the CT sample. */
const openLargeTarget = async (page: Page): Promise<Confirmation> => {
  await openViewer(page);
  await showImage(page, ctCase.targetSlice);
  await dragTarget(page, ctCase.center, ctCase.rim);
  const { record } = await lastChange(page);
  if (!record) throw new Error('nothing was marked');
  const large = {
    ...record,
    id: 'large',
    target: { shape: 'mesh', ...ballMesh(ctCase.center, ctCase.radius) },
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

test('a target of 100,000 triangles is made ready in a worker that ends with it, and follows a dragged tip', async ({
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

  await showImage(page, ctCase.tipSlice);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const away = ctCase.tip.with(0, (ctCase.tip[0] ?? 0) + 2 * ctCase.radius);
  await dragTo(page, ctCase.tip, away);
  await expect(verdict(page)).toContainText('Outside');
  expect(workers).toHaveLength(1);
  await noPageErrors(page);
});

test('without a worker to be had, a large target is assessed all the same', async ({ page }) => {
  await page.route(/surface-worker/, (route) => route.abort());
  await openLargeTarget(page);
  const { assessment } = await lastChange(page);
  expect(Math.abs((assessment?.metrics.signedDistance?.value ?? NaN) - ctCase.signedDistance)).toBeLessThan(0.01);
  await noPageErrors(page);
});
