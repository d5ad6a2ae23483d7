import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { ROOT } from './documented.ts';

/** Prebuilt OHIF, as npm has it: unpacked once on this machine, never into the repository. */
const CACHE = join(tmpdir(), 'tipcheck-ohif');

/** The built pages of an OHIF version, fetched if they aren't here; why not, as text, where they can't be had. */
export const prebuiltOhif = (version: string): { readonly folder: string } | string => {
  const folder = join(CACHE, version, 'package', 'dist');
  if (existsSync(join(folder, 'index.html'))) return { folder };
  mkdirSync(CACHE, { recursive: true });
  const stage = mkdtempSync(join(CACHE, `${version}-`));
  try {
    execFileSync('npm', ['pack', `@ohif/app@${version}`, '--silent', '--pack-destination', stage], {
      stdio: ['ignore', 'ignore', 'ignore'],
      timeout: 180_000,
      shell: process.platform === 'win32',
    });
    const archive = readdirSync(stage).find((name) => name.endsWith('.tgz'));
    if (archive === undefined) return `npm gave no archive of OHIF ${version}`;
    execFileSync('tar', ['-xzf', archive], { cwd: stage, stdio: 'ignore' });
    rmSync(join(stage, archive));
    rmSync(join(CACHE, version), { recursive: true, force: true });
    renameSync(stage, join(CACHE, version));
    return existsSync(join(folder, 'index.html')) ? { folder } : `OHIF ${version} holds no built pages`;
  } catch {
    rmSync(stage, { recursive: true, force: true });
    return `OHIF ${version} could not be fetched`;
  }
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** The two lines that a site adds, and what it has anyway. */
const configuration = (extra: object): string =>
  `window.config = ${JSON.stringify({
    routerBasename: '/',
    extensions: ['/tipcheck/ohif.js'],
    modes: ['/tipcheck/ohif-mode.js'],
    showStudyList: true,
    showWarningMessageForCrossOrigin: false,
    showCPUFallbackMessage: false,
    showLoadingIndicator: true,
    defaultDataSourceName: 'orthanc',
    investigationalUseDialog: { option: 'never' },
    dataSources: [
      {
        namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
        sourceName: 'orthanc',
        configuration: {
          friendlyName: 'Orthanc',
          name: 'orthanc',
          wadoUriRoot: '/wado',
          qidoRoot: '/dicom-web',
          wadoRoot: '/dicom-web',
          qidoSupportsIncludeField: false,
          imageRendering: 'wadors',
          thumbnailRendering: 'wadors',
          enableStudyLazyLoad: true,
          supportsWildcard: true,
          dicomUploadEnabled: true,
          omitQuotationForMultipartRequest: true,
          bulkDataURI: { enabled: true, relativeResolution: 'studies' },
        },
      },
    ],
    ...extra,
  })};`;

export interface OhifSite {
  readonly url: string;
  /** Added to OHIF's configuration from the next page on. */
  configuration: object;
  /** What a store is answered instead of being passed on; null passes it on. */
  storeAnswer: number | null;
  /** The `Authorization` that every request to the archive must carry, else 401; null: none. */
  authorization: string | null;
  /** What was asked of the archive, in order, and with which authorisation. */
  readonly asked: { readonly method: string; readonly path: string; readonly authorization: string | null }[];
  /** Scripts by their path, as of another plugin of the site. */
  readonly scripts: Map<string, string>;
  close(): Promise<void>;
}

/** A site as a hospital has it: OHIF as it was built, this package's built files under /tipcheck/, and the archive behind the same origin. */
export const startOhifSite = async (folder: string, archive: string): Promise<OhifSite> => {
  const state = {
    configuration: {},
    storeAnswer: null as number | null,
    authorization: null as string | null,
    asked: [] as OhifSite['asked'],
    scripts: new Map<string, string>(),
  };

  const forward = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const { authorization = null } = incoming.headers;
    state.asked.push({ method: incoming.method ?? '', path: incoming.url ?? '', authorization });
    if (state.authorization !== null && authorization !== state.authorization) {
      incoming.resume();
      outgoing.writeHead(401).end();
      return;
    }
    if (incoming.method === 'POST' && state.storeAnswer !== null) {
      incoming.resume();
      outgoing.writeHead(state.storeAnswer).end();
      return;
    }
    const { host: _host, origin: _origin, authorization: _authorization, ...headers } = incoming.headers;
    const forwarded = request(new URL(incoming.url ?? '/', archive), { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => {
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
    });
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  };

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const path = normalize(decodeURIComponent(new URL(incoming.url ?? '/', 'http://site').pathname));
    const give = (body: string | Buffer, type: string): void => {
      outgoing.writeHead(200, { 'Content-Type': type }).end(body);
    };
    if (path.startsWith('/dicom-web') || path.startsWith('/wado')) {
      forward(incoming, outgoing);
      return;
    }
    const script = state.scripts.get(path);
    if (script !== undefined) {
      give(script, 'text/javascript');
      return;
    }
    if (path === '/app-config.js') {
      give(configuration(state.configuration), 'text/javascript');
      return;
    }
    const file = path.startsWith('/tipcheck/')
      ? join(ROOT, 'dist', path.slice('/tipcheck/'.length))
      : join(folder, path === '/' ? 'index.html' : path);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    try {
      give(await readFile(file), type);
    } catch {
      // Addresses of the viewer itself lead to its page.
      if (extname(path) === '') give(await readFile(join(folder, 'index.html')), 'text/html');
      else outgoing.writeHead(404).end();
    }
  };

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  });
};
