import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { MAX_RECORD_BYTES } from '../confirmation/parse.ts';
import { refused, type Refused } from '../confirmation/record.ts';

/** The text of a record's or profile's file, or why it wasn't read. Larger files aren't read at all, growing ones only up to the limit. */
export const readRecord = async (path: string, what = 'record'): Promise<{ readonly text: string } | Refused> => {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return refused('not-a-file', `a ${what} is a file, this is a folder`);
    if (found.size > MAX_RECORD_BYTES) return tooLarge(what);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of createReadStream(path)) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      if (size > MAX_RECORD_BYTES) return tooLarge(what);
      chunks.push(bytes);
    }
    return decoded(Buffer.concat(chunks), what);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return refused('missing-path', 'there is no such file');
    if (code === 'EACCES' || code === 'EPERM') return refused('unreadable', 'the file may not be read');
    return refused('unreadable', `the file could not be read${typeof code === 'string' ? `, ${code}` : ''}`);
  }
};

const tooLarge = (what: string): Refused => refused('too-large', `the ${what} is larger than 64 MiB`);

const decoded = (bytes: Buffer, what: string): { readonly text: string } | Refused => {
  if (bytes.length === 0) return refused('empty', 'the file is empty');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return refused('not-utf-8', `the ${what} is not UTF-8 text`);
  }
};
