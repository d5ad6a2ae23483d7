import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../../scripts/setup.mjs';
import { prebuiltOhif, startOhifSite } from '../../support/ohif.ts';
import { orthancInstalled, startOrthanc } from '../../support/orthanc.ts';
import { BLOCKS, numberIn, STRIP } from './frame-code.ts';
import { cpuSeconds, descendants } from './process-tree.ts';
import { median } from './table.ts';
import { uid, type Workload } from './workloads.ts';

/** Navigation to the first correct image, from an archive on the same machine: OHIF's prebuilt page beside ours. */

const VERSION = '3.13.2';
const LIMIT_MS = 60_000;

interface Visit {
  readonly ms: number;
  /** Of the main thread, all of its tasks. */
  readonly tasksMs: number;
  readonly cpu: number;
}

interface Site {
  readonly address: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Our page as a site serves it, with the archive on its own origin. */
const startOurs = async (folder: string, archive: string, study: string): Promise<Site> => {
  const server = createServer((incoming, outgoing) => {
    const { pathname, search } = new URL(incoming.url ?? '/', 'http://page');
    if (pathname.startsWith('/dicom-web')) {
      const { host: _host, origin: _origin, ...headers } = incoming.headers;
      const forwarded = request(new URL(pathname + search, archive), { method: incoming.method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      forwarded.on('error', () => outgoing.destroy());
      incoming.pipe(forwarded);
      return;
    }
    const path = normalize(decodeURIComponent(pathname));
    const file = join(folder, path === '/' ? 'index.html' : path);
    readFile(file).then(
      (body) =>
        outgoing.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body),
      () => outgoing.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  const query = new URLSearchParams({ dicomweb: `${url}/dicom-web`, StudyInstanceUIDs: study });
  return {
    address: `${url}/?${query.toString()}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
};

/** Opens an address in a browser of its own, and looks at every canvas until one shows a frame's number. */
const visit = async (address: string, { columns, rows }: Workload): Promise<Visit> => {
  const path = findChromium();
  const browser = await chromium.launch({ ...(path !== null && { executablePath: path }), args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    await page.addInitScript(
      ({ size, blocks, strip }) => {
        // No tour of a first visit lies over the page.
        localStorage.setItem('shownTours', JSON.stringify(['basicViewerTour']));
        const probe = document.createElement('canvas');
        probe.width = blocks;
        probe.height = 2;
        const canvases = (root: Document | ShadowRoot): HTMLCanvasElement[] => [
          ...root.querySelectorAll('canvas'),
          ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? canvases(shadowRoot) : [])),
        ];
        const state = window as unknown as { lightness: readonly number[][]; look: () => number[][] };
        state.look = () =>
          canvases(document)
            .filter(({ width, height, clientWidth }) => width > 200 && height > 200 && clientWidth > 200)
            .map((canvas) => {
              const context = probe.getContext('2d', { willReadFrequently: true });
              if (!context) return [];
              const scale = Math.min(canvas.width / size.columns, canvas.height / size.rows);
              const left = (canvas.width - scale * size.columns) / 2;
              const top = (canvas.height - scale * size.rows) / 2;
              context.imageSmoothingEnabled = false;
              context.clearRect(0, 0, blocks, 2);
              [strip.upper, strip.lower].forEach(([upper = 0, lower = 0], row) => {
                const middle = Math.floor(top + ((upper + lower) / 2) * size.rows * scale);
                const from = left + strip.left * size.columns * scale;
                const width = (strip.right - strip.left) * size.columns * scale;
                context.drawImage(canvas, from, middle, width, 1, 0, row, blocks, 1);
              });
              const { data } = context.getImageData(0, 0, blocks, 2);
              return Array.from({ length: 2 * blocks }, (_, block) => data[4 * block + 1] ?? 0);
            });
      },
      {
        size: { columns, rows },
        blocks: BLOCKS,
        strip: { ...STRIP, upper: [...STRIP.upper], lower: [...STRIP.lower] },
      },
    );
    const before = cpuSeconds(descendants(process.pid));
    const began = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    while (performance.now() - began < LIMIT_MS) {
      const found = await page.evaluate(
        () =>
          new Promise<number[][]>((resolve) => {
            requestAnimationFrame(() => {
              resolve((window as unknown as { look: () => number[][] }).look());
            });
          }),
      );
      if (!found.some((lightness) => lightness.length > 0 && numberIn(lightness) !== null)) continue;
      const ms = performance.now() - began;
      const { metrics } = await devtools.send('Performance.getMetrics');
      const tasksMs = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
      return { ms, tasksMs, cpu: cpuSeconds(descendants(process.pid)) - before };
    }
    throw new Error(`no correct image in ${String(LIMIT_MS / 1000)} s`);
  } finally {
    await browser.close();
  }
};

/** The table in Markdown, or why there is none. `page`: our page as it was built. */
export const benchNavigation = async (
  page: string,
  workload: Workload,
  files: readonly string[],
  rounds: number,
): Promise<string> => {
  if (!orthancInstalled) return 'OHIF is left out: Orthanc with DICOMweb is not installed.';
  const ohif = prebuiltOhif(VERSION);
  if (typeof ohif === 'string') return `OHIF is left out: ${ohif}.`;
  const archive = await startOrthanc();
  const study = uid(workload, 1);
  const closing: (() => Promise<void>)[] = [() => archive.stop()];
  try {
    for (const file of files) await archive.upload(readFileSync(file));
    const ours = await startOurs(page, archive.url, study);
    closing.push(() => ours.close());
    const theirs = await startOhifSite(ohif.folder, archive.url);
    closing.push(() => theirs.close());
    theirs.configuration = { extensions: [], modes: [] };
    const sites: readonly (readonly [string, string])[] = [
      ['TipCheck', ours.address],
      [`OHIF ${VERSION}`, `${theirs.url}/viewer?StudyInstanceUIDs=${study}`],
    ];
    const visits = new Map<string, Visit[]>(sites.map(([name]) => [name, []]));
    for (let round = 0; round < rounds; round += 1)
      for (let place = 0; place < sites.length; place += 1) {
        const [name = '', address = ''] = sites[(place + round) % sites.length] ?? [];
        const seen = await visit(address, workload);
        visits.get(name)?.push(seen);
        console.log(
          `navigation ${name} ${String(round + 1)}: ${seen.ms.toFixed(0)} ms, tasks ${seen.tasksMs.toFixed(0)} ms`,
        );
      }
    return tableOf(workload, visits, rounds);
  } finally {
    for (const close of closing.reverse()) await close();
  }
};

const tableOf = (workload: Workload, visits: ReadonlyMap<string, readonly Visit[]>, rounds: number): string => {
  const ours = visits.get('TipCheck') ?? [];
  const rows = [...visits].map(([name, list]) => {
    const cell = (of: (one: Visit) => number, digits: number): string => {
      const ratios = list.flatMap((one, round) => {
        const beside = ours[round];
        return beside ? [of(one) / of(beside)] : [];
      });
      const beside = name === 'TipCheck' ? '' : ` (${median(ratios).toPrecision(2)}×)`;
      return `${median(list.map(of)).toFixed(digits)}${beside}`;
    };
    return `| ${name} | ${cell(({ ms }) => ms, 0)} | ${cell(({ tasksMs }) => tasksMs, 0)} | ${cell(({ cpu }) => cpu, 2)} |`;
  });
  return [
    `From navigation to the first correct image, ${workload.name} in Orthanc on the same machine, through the page's own origin; medians of ${String(rounds)} in turns:`,
    '',
    '| | ms | main thread, ms | CPU s |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
};
