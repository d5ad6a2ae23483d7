#!/usr/bin/env node
/** `npm start`: installs and builds what is missing, serves the page on this machine only and prints its address. */
import { parseArgs } from 'node:util';
import { buildPage, checkNode, fail, freePort, install, say } from './setup.mjs';

const HELP = `Usage: npm start [-- OPTIONS]

Installs and builds what is missing, serves the viewer on this machine and prints its address.

Options:
  --port NUMBER  this port or none; without it PORT of the environment, else the next free one from 5173 on
  --host NAME    the address to serve at (default 127.0.0.1: this machine only)
  -h, --help     this text
`;

const options = () => {
  try {
    return parseArgs({
      options: { port: { type: 'string' }, host: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    // The first sentence names the option; what follows is about positional arguments.
    const reason = error instanceof Error ? (error.message.split(/\.\s|\n/)[0] ?? '') : String(error);
    return fail(`${reason.replace(/\.$/, '')}; --help shows the options`);
  }
};

const given = options();
if (given.help === true) {
  process.stdout.write(HELP);
  process.exit(0);
}
const wanted = given.port ?? (process.env['PORT'] || undefined);
if (wanted !== undefined && !/^\d{1,5}$/.test(wanted)) fail(`not a port: ${wanted}`);

checkNode();
install();
buildPage();

// A port that was asked for is kept or refused; without one the next free port is taken.
const host = given.host ?? '127.0.0.1';
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
