import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Gateway {
  readonly url: string;
  /** Paths asked for that lacked the authorisation. */
  readonly refused: readonly string[];
  /** The header that requests must carry from now on; null: none. */
  authorization: string | null;
  /** Instead of the archive's, the answer to a store, and what of it the archive gets all the same; null passes everything on. */
  storeFault: StoreFault | null;
  close(): Promise<void>;
}

export interface StoreFault {
  /** How many objects of a store the archive gets: the first ones. */
  readonly passes: number;
  /** Given the SOPInstanceUIDs of what the archive did not get. */
  readonly answer: (lost: readonly string[]) => { readonly status: number; readonly body: string };
}

/**
 * What stands before an archive in a hospital: lets pages of other origins in (CORS) and, with `authorization`, only requests that carry
 * exactly that header. Everything goes through to the archive as it is.
 */
export const startGateway = async (archive: string, authorization: string | null = null): Promise<Gateway> => {
  const refused: string[] = [];
  const gateway = { authorization, storeFault: null as StoreFault | null };
  const server = createServer((incoming, outgoing) => {
    outgoing.setHeader('Access-Control-Allow-Origin', '*');
    outgoing.setHeader('Access-Control-Allow-Headers', 'authorization, accept, content-type');
    if (incoming.method === 'OPTIONS') {
      outgoing.writeHead(204).end();
      return;
    }
    if (gateway.authorization !== null && incoming.headers.authorization !== gateway.authorization) {
      refused.push(incoming.url ?? '');
      outgoing.writeHead(401).end();
      return;
    }
    const { host: _host, authorization: _authorization, origin: _origin, ...headers } = incoming.headers;
    const target = new URL(incoming.url ?? '/', archive);
    if (incoming.method === 'POST' && gateway.storeFault) {
      void failStore(incoming, target, headers, gateway.storeFault).then(
        ({ status, body }) => outgoing.writeHead(status, { 'Content-Type': 'application/dicom+json' }).end(body),
        () => outgoing.writeHead(502).end(),
      );
      return;
    }
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
  return Object.assign(gateway, {
    url: `http://127.0.0.1:${String(port)}`,
    refused,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  });
};

/** The objects of a store, each with its header lines, and the line that parts them. */
const partsOf = (
  body: Buffer,
  contentType: string,
): { readonly boundary: string; readonly parts: readonly string[] } => {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1] ?? '';
  const [, ...parts] = body.toString('latin1').split(`--${boundary}`);
  return { boundary, parts: parts.filter((part) => !part.startsWith('--')) };
};

/** SOPInstanceUID of the file in a part: (0002,0003). */
const uidIn = (part: string): string => {
  const at = part.indexOf('\u0002\0\u0003\0UI');
  return at < 0 ? '' : (/^[0-9.]+/.exec(part.slice(at + 8))?.[0] ?? '');
};

const failStore = async (
  incoming: IncomingMessage,
  target: URL,
  headers: IncomingMessage['headers'],
  { passes, answer }: StoreFault,
): Promise<{ readonly status: number; readonly body: string }> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { boundary, parts } = partsOf(Buffer.concat(chunks), incoming.headers['content-type'] ?? '');
  const passed = parts.slice(0, passes);
  if (passed.length > 0)
    await fetch(target, {
      method: 'POST',
      headers: { 'Content-Type': headers['content-type'] ?? '', Accept: 'application/dicom+json' },
      body: Buffer.from(`${passed.map((part) => `--${boundary}${part}`).join('')}--${boundary}--`, 'latin1'),
    });
  return answer(parts.slice(passes).map(uidIn));
};
