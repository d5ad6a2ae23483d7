import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Gateway {
  readonly url: string;
  /** Paths asked for that lacked the authorisation. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/**
 * What stands before an archive in a hospital: lets pages of other origins in (CORS) and, with `authorization`, only requests that carry
 * exactly that header. Everything goes through to the archive as it is.
 */
export const startGateway = async (archive: string, authorization: string | null = null): Promise<Gateway> => {
  const refused: string[] = [];
  const server = createServer((incoming, outgoing) => {
    outgoing.setHeader('Access-Control-Allow-Origin', '*');
    outgoing.setHeader('Access-Control-Allow-Headers', 'authorization, accept, content-type');
    if (incoming.method === 'OPTIONS') {
      outgoing.writeHead(204).end();
      return;
    }
    if (authorization !== null && incoming.headers.authorization !== authorization) {
      refused.push(incoming.url ?? '');
      outgoing.writeHead(401).end();
      return;
    }
    const { host: _host, authorization: _authorization, origin: _origin, ...headers } = incoming.headers;
    const target = new URL(incoming.url ?? '/', archive);
    const forwarded = request(target, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.writeHead(502).end());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
};
