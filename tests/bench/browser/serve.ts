import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** A script, style or WebAssembly. */
export interface Shipped {
  readonly name: string;
  /** Compressed on its own by gzip, kB (10^3). */
  readonly kB: number;
  /** When it was first asked for, ms since 1970. */
  readonly at: number;
}

export interface PageSite {
  readonly url: string;
  /** What was asked for since the last call, in the order in which it was. */
  shipped(): readonly Shipped[];
  close(): Promise<void>;
}

const gzipped = new Map<string, number>();
const gzippedBytes = (path: string): number => {
  const known = gzipped.get(path) ?? gzipSync(readFileSync(path)).length;
  gzipped.set(path, known);
  return known;
};

/** Without the hash that the build puts before its end. */
const nameOf = (path: string): string => basename(path).replace(/-[\w-]{8}(?=\.\w+$)/, '');

/** Serves a built page on loopback. */
export const servePage = async (folder: string): Promise<PageSite> => {
  let asked = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    const at = performance.timeOrigin + performance.now();
    const path = normalize(decodeURIComponent(new URL(incoming.url ?? '/', 'http://page').pathname));
    const file = join(folder, path === '/' ? 'index.html' : path);
    readFile(file).then(
      (body) => {
        if (extname(file) !== '.html' && !asked.has(file)) asked.set(file, at);
        outgoing.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
      },
      () => outgoing.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    shipped: () => {
      const parts = [...asked].map(([path, at]) => ({ name: nameOf(path), kB: gzippedBytes(path) / 1e3, at }));
      asked = new Map();
      return parts;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
};
