import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where a DICOM archive with DICOMweb is installed; null where it isn't. */
const findOrthanc = (): { readonly program: string; readonly plugin: string } | null => {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const program = folders.map((folder) => join(folder, 'Orthanc')).find(existsSync);
  const plugin = [
    '/usr/share/orthanc/plugins/libOrthancDicomWeb.so',
    '/usr/local/share/orthanc/plugins/libOrthancDicomWeb.so',
  ].find(existsSync);
  return program !== undefined && plugin !== undefined ? { program, plugin } : null;
};

export const orthancInstalled = findOrthanc() !== null;

export interface Orthanc {
  /** Root of the DICOMweb services. */
  readonly dicomWebUrl: string;
  /** Root of its own interface. */
  readonly url: string;
  upload(bytes: Uint8Array): Promise<void>;
  /** Ends the program and leaves what it has stored. */
  halt(): Promise<void>;
  /** Starts it again where it was. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts an archive on loopback with an empty temporary store. `users` (name → password) turns authentication on. */
export const startOrthanc = async (users?: Readonly<Record<string, string>>): Promise<Orthanc> => {
  const installed = findOrthanc();
  if (!installed) throw new Error('not installed: guard the test with orthancInstalled');
  const folder = await mkdtemp(join(tmpdir(), 'tipcheck-archive-'));
  const port = await freePort();
  const configuration = {
    StorageDirectory: join(folder, 'store'),
    IndexDirectory: join(folder, 'store'),
    HttpPort: port,
    HttpServerEnabled: true,
    RemoteAccessAllowed: false,
    DicomServerEnabled: false,
    SslEnabled: false,
    Plugins: [installed.plugin],
    AuthenticationEnabled: users !== undefined,
    RegisteredUsers: users ?? {},
    DicomWeb: { Enable: true, Root: '/dicom-web/' },
    StorageCompression: false,
  };
  const file = join(folder, 'configuration.json');
  await writeFile(file, JSON.stringify(configuration));
  const url = `http://127.0.0.1:${String(port)}`;
  const [user] = Object.entries(users ?? {});
  const headers: Record<string, string> = user ? { Authorization: `Basic ${btoa(user.join(':'))}` } : {};
  let halt = (): Promise<void> => Promise.resolve();
  const resume = async (): Promise<void> => {
    const child = spawn(installed.program, [file], { stdio: 'ignore' });
    const exited = new Promise<void>((resolve) =>
      child.once('exit', () => {
        resolve();
      }),
    );
    halt = async () => {
      child.kill('SIGTERM');
      await exited;
    };
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const isUp = await fetch(`${url}/system`, { headers }).then(
        (answer) => answer.ok,
        () => false,
      );
      if (isUp) return;
      if (child.exitCode !== null) break;
      await pause(50);
    }
    await halt();
    throw new Error('the archive did not start');
  };
  const stop = async (): Promise<void> => {
    await halt();
    await rm(folder, { recursive: true, force: true });
  };
  const upload = async (bytes: Uint8Array): Promise<void> => {
    const answer = await fetch(`${url}/instances`, {
      method: 'POST',
      headers,
      body: bytes as Uint8Array<ArrayBuffer>,
    });
    if (!answer.ok) throw new Error(`upload refused: ${String(answer.status)}`);
  };
  try {
    await resume();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, dicomWebUrl: `${url}/dicom-web`, upload, halt: () => halt(), resume, stop };
};
