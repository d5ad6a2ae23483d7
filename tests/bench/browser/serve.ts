import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

export interface PageSite {
  readonly url: string;
  /** Of what was asked for since the last call: scripts, styles and WebAssembly, compressed each on its own; kB (10^3). */
  shippedKB(): number;
  close(): Promise<void>;
}

const gzipped = new Map<string, number>();
const gzippedBytes = (path: string): number => {
  const known = gzipped.get(path) ?? gzipSync(readFileSync(path)).length;
  gzipped.set(path, known);
  return known;
};

/** Serves a built page on loopback. */
export const servePage = async (folder: string): Promise<PageSite> => {
  let asked = new Set<string>();
  const server = createServer((incoming, outgoing) => {
    const path = normalize(decodeURIComponent(new URL(incoming.url ?? '/', 'http://page').pathname));
    const file = join(folder, path === '/' ? 'index.html' : path);
    readFile(file).then(
      (body) => {
        if (extname(file) !== '.html') asked.add(file);
        outgoing.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
      },
      () => outgoing.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    shippedKB: () => {
      const sum = [...asked].reduce((bytes, path) => bytes + gzippedBytes(path), 0) / 1e3;
      asked = new Set();
      return sum;
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
