#!/usr/bin/env node
/** `npm start`: installs and builds what is missing, serves the page on this machine only and prints its address. */
import { buildPage, checkNode, fail, freePort, install, say } from './setup.mjs';

const option = (/** @type {string} */ name) => {
  const at = process.argv.findIndex((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`));
  return at < 0 ? undefined : (process.argv[at]?.split('=')[1] ?? process.argv[at + 1] ?? '');
};
const wanted = option('port') ?? (process.env['PORT'] || undefined);
if (wanted !== undefined && !/^\d{1,5}$/.test(wanted)) fail(`not a port: ${wanted}`);

checkNode();
install();
buildPage();

// A port that was asked for is kept or refused; without one the next free port is taken.
const host = option('host') ?? '127.0.0.1';
const port = wanted === undefined ? await freePort(5173) : Number(wanted);
const { preview } = await import('vite');
const server = await preview({ logLevel: 'error', preview: { port, host, strictPort: true, open: false } }).catch(
  (/** @type {Error} */ error) => fail(`the page can't be served: ${error.message.split('\n')[0]}`),
);

const address = server.httpServer.address();
const taken = typeof address === 'object' && address ? address.port : port;
const name = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
console.log(`TipCheck viewer: http://${name.includes(':') ? `[${name}]` : name}:${taken}/`);
say('press Ctrl-C to stop');

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => {
    // A browser keeps its connection open; it isn't waited for.
    server.close().catch(() => undefined);
    setTimeout(() => process.exit(0), 200);
  });
}
