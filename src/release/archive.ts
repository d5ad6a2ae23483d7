import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** Larger images are stored as they are: to press them together would stop the page. */
const MAX_DEFLATED_BYTES = 16 * 1024 * 1024;
export const MAX_ZIP_BYTES = 2 * 1024 * 1024 * 1024 - 1;
/** The time of every entry: when an archive was written is nobody's business. */
const ENTRY_TIME = new Date(1980, 0, 1);

/** A zip in pieces, whose entries say nothing but their names. */
export class Archive {
  readonly #pieces: Uint8Array[] = [];
  #bytes = 0;
  readonly #zip = new Zip((error, piece) => {
    if (error) throw error;
    this.#pieces.push(piece);
    this.#bytes += piece.length;
  });

  get bytes(): number {
    return this.#bytes;
  }

  add(name: string, bytes: Uint8Array, isPressed = false): void {
    const entry =
      isPressed || bytes.length > MAX_DEFLATED_BYTES ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    entry.mtime = ENTRY_TIME;
    this.#zip.add(entry);
    entry.push(bytes, true);
  }

  end(): readonly Uint8Array[] {
    this.#zip.end();
    return this.#pieces;
  }
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
