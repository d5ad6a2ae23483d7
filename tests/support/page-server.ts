import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { ROOT } from '../../scripts/setup.mjs';

export interface PageServerOptions {
  /** Sent as Content-Security-Policy with everything. */
  readonly policy?: string;
  /** What `tipcheck.json` beside the page holds; without it there is none. */
  readonly settings?: object;
  /** Root of an archive, reached under `/dicom-web` of the page's own origin. */
  readonly archive?: string;
  /** Further pages, by path. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Further files, by path. */
  readonly files?: (path: string) => Uint8Array | null;
}

export interface PageServer {
  readonly url: string;
  /** Paths with their queries that the archive was asked for. */
  readonly asked: readonly string[];
  /** Referrers that came with requests. */
  readonly referrers: readonly string[];
  /** Changes what `tipcheck.json` says. */
  settings: object | null;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const BUILT = join(ROOT, 'build/demo');

/** The built page as a site serves it: static files, its settings beside it, its archive on the same origin. The profile's path leads to the page, too. */
export const startPageServer = async (options: PageServerOptions = {}): Promise<PageServer> => {
  const { policy, archive, pages = {}, files } = options;
  const asked: string[] = [];
  const referrers: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    if (incoming.headers.referer !== undefined) referrers.push(incoming.headers.referer);
    if (policy !== undefined) outgoing.setHeader('Content-Security-Policy', policy);
    if (archive !== undefined && url.pathname.startsWith('/dicom-web')) {
      asked.push(url.pathname + url.search);
      const { host: _host, origin: _origin, referer: _referer, ...headers } = incoming.headers;
      const forwarded = request(
        new URL(url.pathname + url.search, archive),
        { method: incoming.method, headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      forwarded.on('error', () => outgoing.writeHead(502).end());
      outgoing.on('close', () => forwarded.destroy());
      incoming.pipe(forwarded);
      return;
    }
    const answer = async (): Promise<readonly [string, string | Uint8Array] | null> => {
      const page = pages[url.pathname];
      if (page !== undefined) return ['text/html; charset=utf-8', page];
      if (url.pathname === '/tipcheck.json')
        return running.settings === null ? null : ['application/json', JSON.stringify(running.settings)];
      const other = files?.(url.pathname);
      if (other) return ['application/octet-stream', other];
      const isPage = url.pathname === '/' || url.pathname === '/IHEInvokeImageDisplay';
      const path = normalize(isPage ? '/index.html' : decodeURIComponent(url.pathname));
      const bytes = await readFile(join(BUILT, path)).catch(() => null);
      return bytes && [TYPES[extname(path)] ?? 'application/octet-stream', bytes];
    };
    void answer().then((found) => {
      if (found) outgoing.writeHead(200, { 'Content-Type': found[0] }).end(found[1]);
      else outgoing.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const running: PageServer = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    referrers,
    settings: options.settings ?? null,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  return running;
};
