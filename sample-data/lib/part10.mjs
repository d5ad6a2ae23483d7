/**
 * A small DICOM Part 10 writer, explicit VR little endian, enough for the samples: elements in tag order, sequences of defined length, pixel
 * data native or encapsulated with a filled offset table. Equal input gives equal bytes: no dates, no random UIDs.
 */

const LONG = new Set(['OB', 'OW', 'SQ', 'UN', 'UT', 'OF', 'OD', 'UC', 'UR']);
const NUMERIC = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8 };

/** @typedef {[tag: string, vr: string, value: string | number | readonly (string | number)[] | Uint8Array | readonly Element[][] | null]} Element */

/** @param {readonly Uint8Array[]} parts */
const concat = (parts) => {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};

/** @param {Uint8Array} bytes @param {number} filler */
const even = (bytes, filler) => (bytes.length % 2 === 0 ? bytes : concat([bytes, Uint8Array.of(filler)]));

/** @param {string} tag */
const tagBytes = (tag) => {
  const group = Number.parseInt(tag.slice(0, 4), 16);
  const element = Number.parseInt(tag.slice(4), 16);
  return Uint8Array.of(group & 255, group >> 8, element & 255, element >> 8);
};

/** @param {number} value */
const uint32 = (value) => Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);

/** A decimal string of at most 16 characters, as DS allows. @param {number} value */
export const decimal = (value) => {
  for (let digits = 15; digits > 0; digits -= 1) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= 16) return text;
  }
  throw new Error(`no DS for ${String(value)}`);
};

/** @param {string} vr @param {Element[2]} value @returns {Uint8Array} */
const valueBytes = (vr, value) => {
  if (value === null) return new Uint8Array();
  if (value instanceof Uint8Array) return even(value, 0);
  if (vr === 'SQ') {
    const items = /** @type {readonly Element[][]} */ (value).map((item) => {
      const bytes = dataSet(item);
      return concat([tagBytes('FFFEE000'), uint32(bytes.length), bytes]);
    });
    return concat(items);
  }
  const values = /** @type {readonly (string | number)[]} */ (Array.isArray(value) ? value : [value]);
  if (vr in NUMERIC) {
    const size = NUMERIC[/** @type {keyof typeof NUMERIC} */ (vr)];
    const view = new DataView(new ArrayBuffer(size * values.length));
    values.forEach((one, index) => {
      const number = Number(one);
      const at = index * size;
      if (vr === 'US') view.setUint16(at, number, true);
      else if (vr === 'SS') view.setInt16(at, number, true);
      else if (vr === 'UL') view.setUint32(at, number, true);
      else if (vr === 'SL') view.setInt32(at, number, true);
      else if (vr === 'FL') view.setFloat32(at, number, true);
      else view.setFloat64(at, number, true);
    });
    return new Uint8Array(view.buffer);
  }
  const text = values
    .map((one) => (typeof one === 'number' ? (vr === 'DS' ? decimal(one) : String(one)) : one))
    .join('\\');
  return even(new TextEncoder().encode(text), vr === 'UI' ? 0 : 32);
};

/** @param {string} tag @param {string} vr @param {Uint8Array} bytes @param {number} [length] */
const element = (tag, vr, bytes, length = bytes.length) => {
  const head = concat([tagBytes(tag), new TextEncoder().encode(vr)]);
  const size = LONG.has(vr) ? concat([Uint8Array.of(0, 0), uint32(length)]) : Uint8Array.of(length & 255, length >> 8);
  return concat([head, size, bytes]);
};

/** @param {readonly Element[]} elements @returns {Uint8Array} */
const dataSet = (elements) =>
  concat(
    [...elements]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([tag, vr, value]) => element(tag, vr, valueBytes(vr, value))),
  );

/** One fragment a frame, with an offset table. @param {readonly Uint8Array[]} frames */
const encapsulated = (frames) => {
  const items = frames.map((frame) => {
    const bytes = even(frame, 0);
    return concat([tagBytes('FFFEE000'), uint32(bytes.length), bytes]);
  });
  let at = 0;
  const offsets = items.map(({ length }) => {
    const offset = at;
    at += length;
    return uint32(offset);
  });
  const table = concat([tagBytes('FFFEE000'), uint32(4 * offsets.length), ...offsets]);
  return concat([table, ...items, tagBytes('FFFEE0DD'), uint32(0)]);
};

export const JPEG_LS_LOSSLESS = '1.2.840.10008.1.2.4.80';

/**
 * A whole file. `frames` are encoded frames of the transfer syntax.
 * @param {{ elements: readonly Element[], frames: readonly Uint8Array[], transferSyntax: string }} options
 */
export const part10 = ({ elements, frames, transferSyntax }) => {
  const find = (/** @type {string} */ tag) => /** @type {string} */ (elements.find(([one]) => one === tag)?.[2]);
  const meta = [
    element('00020001', 'OB', Uint8Array.of(0, 1)),
    element('00020002', 'UI', valueBytes('UI', find('00080016'))),
    element('00020003', 'UI', valueBytes('UI', find('00080018'))),
    element('00020010', 'UI', valueBytes('UI', transferSyntax)),
    element('00020012', 'UI', valueBytes('UI', '2.25.261186532403812735441325116205171904001')),
    element('00020013', 'SH', valueBytes('SH', 'TIPCHECK_SAMPLE')),
  ];
  const metaBytes = concat(meta);
  return concat([
    new Uint8Array(128),
    new TextEncoder().encode('DICM'),
    element('00020000', 'UL', uint32(metaBytes.length)),
    metaBytes,
    dataSet(elements),
    element('7FE00010', 'OB', encapsulated(frames), 0xffffffff),
  ]);
};
