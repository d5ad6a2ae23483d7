import { readFileSync, readdirSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Assessment, Confirmation } from '../../src/index.ts';
import { ctCase, samplePath } from '../browser/viewer.ts';
import { prebuiltOhif, startOhifSite, type OhifSite } from '../support/ohif.ts';
import type { Orthanc } from '../support/orthanc.ts';

/** What tests in OHIF have in common: opening it, and finding places and texts on its page. */

export type Point = readonly number[];

/** As much of the host as tests ask. */
export interface HostViewport {
  readonly id: string;
  readonly type: string;
  readonly element: HTMLElement;
  getImageIds(): string[];
  setImageIdIndex?(index: number): Promise<unknown>;
  worldToCanvas(at: Point): [number, number];
  render(): void;
}

export interface HostPage {
  readonly cornerstone: {
    getRenderingEngines(): { getViewports(): HostViewport[] }[];
    readonly metaData: {
      get(
        type: string,
        imageId: string,
      ):
        | {
            readonly imagePositionPatient?: Point;
            readonly SOPInstanceUID?: string;
            readonly StudyInstanceUID?: string;
          }
        | undefined;
    };
  };
  readonly services: {
    readonly measurementService: {
      getMeasurements(): {
        readonly uid: string;
        readonly label: string;
        readonly displayText: { primary: string[] };
      }[];
      remove(uid: string): void;
    };
  };
  readonly heard: {
    readonly changes: { readonly record: Confirmation | null; readonly assessment: Assessment | null }[];
    readonly errors: string[];
  };
}

/** Runs in a site with OHIF of a version, and skips with the reason where that can't be had. */
export const inOhif = async (
  version: string,
  archive: string,
  use: (site: OhifSite) => Promise<void>,
): Promise<void> => {
  const built = prebuiltOhif(version);
  test.skip(typeof built === 'string', typeof built === 'string' ? built : '');
  if (typeof built === 'string') return;
  const site = await startOhifSite(built.folder, archive);
  try {
    await use(site);
  } finally {
    await site.close();
  }
};

/** What is opened, and how. */
export interface Opened {
  /** Their StudyInstanceUIDs. */
  readonly studies: readonly string[];
  /** Further parameters, each with its `&`. */
  readonly query?: string;
  readonly route?: string;
}

/** Opens studies and waits until the host has pictures of it. */
export const open = async (
  page: Page,
  site: OhifSite,
  { studies, query = '', route = 'viewer' }: Opened,
): Promise<void> => {
  await page.addInitScript(() => {
    // The tour of a first visit lies over the page.
    localStorage.setItem('shownTours', JSON.stringify(['basicViewerTour']));
    const heard = { changes: [] as unknown[], errors: [] as string[] };
    (window as unknown as { heard: object }).heard = heard;
    document.addEventListener('tipcheck-change', (event) => heard.changes.push((event as CustomEvent).detail));
    window.addEventListener('error', (event) => heard.errors.push(event.message));
    window.addEventListener('unhandledrejection', (event) => heard.errors.push(String(event.reason)));
  });
  await page.goto(`${site.url}/${route}?StudyInstanceUIDs=${studies.join(',')}${query}`);
  await ready(page);
};

export const ready = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () => {
      const { cornerstone } = window as unknown as Partial<HostPage>;
      const viewports = (cornerstone?.getRenderingEngines() ?? []).flatMap((engine) => engine.getViewports());
      const shown = viewports.filter(({ element }) => element.isConnected);
      return shown.length > 0 && shown.every((viewport) => viewport.getImageIds().length > 0);
    },
    null,
    { timeout: 90_000 },
  );
  await expect(page.getByRole('button', { name: 'Mark tip' })).toBeEnabled({ timeout: 30_000 });
};

/** Where a place in the patient lies on the page, in the viewport of this number. */
export const placeOf = (page: Page, at: Point, viewport = 0): Promise<{ x: number; y: number }> =>
  page.evaluate(
    ([point, index]) => {
      const { cornerstone } = window as unknown as HostPage;
      const view = cornerstone
        .getRenderingEngines()
        .flatMap((engine) => engine.getViewports())
        .filter(({ element }) => element.isConnected)[index];
      if (!view) throw new Error('no such viewport');
      const [x, y] = view.worldToCanvas(point);
      const { left, top } = view.element.getBoundingClientRect();
      return { x: left + x, y: top + y };
    },
    [at, viewport] as const,
  );

/** Shows the slice that lies nearest, by the host's own means. */
export const showSliceAt = (page: Page, at: Point): Promise<void> =>
  page.evaluate(async (point) => {
    const { cornerstone } = window as unknown as HostPage;
    const view = cornerstone
      .getRenderingEngines()
      .flatMap((engine) => engine.getViewports())
      .find(({ element }) => element.isConnected);
    const off = (imageId: string): number => {
      const plane = cornerstone.metaData.get('imagePlaneModule', imageId) as unknown as {
        rowCosines: Point;
        columnCosines: Point;
        imagePositionPatient: Point;
      };
      const [[a = 0, b = 0, c = 0], [d = 0, e = 0, f = 0]] = [plane.rowCosines, plane.columnCosines];
      const normal = [b * f - c * e, c * d - a * f, a * e - b * d];
      return Math.abs(
        normal.reduce((sum, n, axis) => sum + n * ((point[axis] ?? 0) - (plane.imagePositionPatient[axis] ?? 0)), 0),
      );
    };
    const offsets = view?.getImageIds().map(off) ?? [];
    await view?.setImageIdIndex?.(offsets.indexOf(Math.min(...offsets)));
    view?.render();
  }, at);

/** What is asked for next happens once the host has drawn and laid out what was asked for last. */
export const settled = async (page: Page): Promise<void> => {
  let before = '';
  await expect
    .poll(
      async () => {
        const now = JSON.stringify(await placeOf(page, ctCase.tip));
        const isSame = now === before;
        before = now;
        return isSame;
      },
      { intervals: [400] },
    )
    .toBe(true);
};

export const use = async (page: Page, tool: string): Promise<void> => {
  await page.getByRole('button', { name: tool }).click();
  await expect(page.getByRole('button', { name: tool })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('tipcheck-panel')).toBeVisible({ timeout: 30_000 });
  await settled(page);
};

export const lastChange = async (page: Page): Promise<HostPage['heard']['changes'][number]> => {
  await expect.poll(() => page.evaluate(() => (window as unknown as HostPage).heard.changes.length)).toBeGreaterThan(0);
  const change = await page.evaluate(() => (window as unknown as HostPage).heard.changes.at(-1));
  if (!change) throw new Error('nothing has changed');
  return change;
};

/** What the host's viewports on the page show, from the left: the study that each image is of. */
export const studiesShown = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { cornerstone } = window as unknown as HostPage;
    return cornerstone
      .getRenderingEngines()
      .flatMap((engine) => engine.getViewports())
      .filter(({ element }) => element.isConnected && element.getBoundingClientRect().width > 200)
      .sort((a, b) => a.element.getBoundingClientRect().left - b.element.getBoundingClientRect().left)
      .map((view) => {
        // Nothing is asked of a viewport that has nothing yet.
        const [imageId] = view.getImageIds();
        return (
          (imageId === undefined ? undefined : cornerstone.metaData.get('instance', imageId)?.StudyInstanceUID) ?? ''
        );
      });
  });

export const noPageErrors = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => (window as unknown as HostPage).heard.errors)).toEqual([]);
};

export const verdict = (page: Page): Locator => page.getByRole('status', { name: 'Verdict' });
export const archiveState = (page: Page): Locator => page.getByRole('status', { name: 'Archive' });

export const apart = (a: Point | undefined, b: Point): number =>
  a ? Math.hypot(...b.map((value, axis) => value - (a[axis] ?? NaN))) : NaN;

/** Puts the files of a sample into an archive, changed first where that is asked for. Returns its StudyInstanceUID. */
export const uploadSample = async (
  archive: Orthanc,
  sample: string,
  change: (bytes: Buffer, name: string) => Buffer = (bytes) => bytes,
): Promise<string> => {
  const folder = samplePath(sample);
  let uploaded: Buffer = Buffer.alloc(0);
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.dcm'))) {
    uploaded = change(readFileSync(`${folder}/${name}`), name);
    await archive.upload(uploaded);
  }
  return studyUidIn(uploaded);
};

/** (0020,000D), explicit VR: its tag, "UI", a length of two bytes. */
const STUDY_UID = Buffer.from([0x20, 0x00, 0x0d, 0x00, 0x55, 0x49]);

export const studyUidIn = (bytes: Buffer): string => {
  const at = bytes.indexOf(STUDY_UID);
  return bytes.toString('latin1', at + 8, at + 8 + bytes.readUInt16LE(at + 6)).replace(/\0$/, '');
};

/** The same file in another study: its identifier with other last digits, so that nothing else moves. */
export const inOtherStudy = (bytes: Buffer): Buffer => {
  const uid = studyUidIn(bytes);
  const other = `${uid.slice(0, -4)}${uid.endsWith('0000') ? '1111' : '0000'}`;
  return Buffer.from(bytes.toString('latin1').replaceAll(uid, other), 'latin1');
};

/** The series of a modality that an archive has. */
export const seriesIn = async (archive: Orthanc, modality: string): Promise<readonly string[]> =>
  (await (
    await fetch(`${archive.url}/tools/find`, {
      method: 'POST',
      body: JSON.stringify({ Level: 'Series', Query: { Modality: modality } }),
    })
  ).json()) as string[];

/** Takes what was stored of confirmations out of an archive again. */
export const removeReports = async (archive: Orthanc): Promise<void> => {
  for (const modality of ['SR', 'KO', 'PR'])
    for (const id of await seriesIn(archive, modality))
      await fetch(`${archive.url}/series/${id}`, { method: 'DELETE' });
};
