#!/usr/bin/env node
/** `npm start`: installs and builds what is missing, serves the page on this machine only and prints its address. */
import { buildPage, checkNode, fail, install, say } from './setup.mjs';

checkNode();
install();
buildPage();

const option = (/** @type {string} */ name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const wanted = option('port') ?? process.env['PORT'];
const port = wanted === undefined ? 5173 : Number(wanted);
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`not a port: ${String(wanted)}`);
const host = option('host') ?? 'localhost';

const { preview } = await import('vite');
const server = await preview({
  logLevel: 'error',
  // A port that was asked for is kept or refused; without one the next free port is taken.
  preview: { port, host, strictPort: wanted !== undefined && port !== 0 },
}).catch((/** @type {Error} */ error) => fail(`the page can not be served: ${error.message.split('\n')[0]}`));

const address = server.httpServer.address();
const taken = typeof address === 'object' && address ? address.port : port;
say(`the viewer is at http://${host}:${String(taken)}/`);
say('press Ctrl+C to stop');

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => {
    server.close().finally(() => process.exit(0));
  });
}
