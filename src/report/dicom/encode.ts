import { tagOf, vrOf, type AttributeName } from '../../image/dictionary.ts';
import { EXPLICIT_LITTLE_ENDIAN } from '../../image/transfer-syntax.ts';
import { decimalString, type DataSet, type ElementValue } from './data-set.ts';
import { IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME } from './equipment.ts';

/** An element as dcmjs writes it. */
interface Element {
  readonly vr: string;
  readonly Value: readonly unknown[];
}
type Elements = Readonly<Record<string, Element>>;

/** Characters that some representations may hold; the longest that is allowed (PS3.5 table 6.2-1). */
const MAX_CHARACTERS: Readonly<Record<string, number>> = {
  AE: 16,
  CS: 16,
  LO: 64,
  SH: 16,
  PN: 64,
  ST: 1024,
  LT: 10240,
};

/** Representations in which a backslash parts values, so that one value can't hold any. */
const ONE_VALUE = new Set(['LT', 'ST', 'UT', 'UR']);

const isBytes = (value: ElementValue): value is Uint8Array => value instanceof Uint8Array;

/** Text that the representation allows: without control characters, not longer than it may be. */
const allowed = (text: string, vr: string): string => {
  const isText = vr === 'LT' || vr === 'ST' || vr === 'UT';
  const clean = isText ? text.replaceAll(/[^\P{Cc}\r\n\t\f]/gu, ' ') : text.replaceAll(/\p{Cc}/gu, ' ');
  const whole = ONE_VALUE.has(vr) ? clean : clean.replaceAll('\\', '/');
  const limit = MAX_CHARACTERS[vr];
  return limit === undefined ? whole : Array.from(whole).slice(0, limit).join('');
};

const encoded = (name: AttributeName, value: ElementValue): Element => {
  const vr = vrOf(name);
  if (isBytes(value)) {
    // The representation's own length of padding is left to the writer; it takes whole buffers.
    const bytes = value.slice().buffer;
    return { vr: vr === 'OW' ? 'OB' : vr, Value: [bytes] };
  }
  const list = (typeof value === 'string' || typeof value === 'number' ? [value] : value) as readonly (
    string | number | DataSet
  )[];
  return {
    vr,
    Value: list.map((one) => {
      if (typeof one === 'object') return elementsOf(one);
      if (typeof one === 'string') return allowed(one, vr);
      return vr === 'DS' ? decimalString(one) : vr === 'IS' ? String(one) : one;
    }),
  };
};

const elementsOf = (dataSet: DataSet): Elements =>
  Object.fromEntries(
    (Object.entries(dataSet) as [AttributeName, ElementValue | undefined][])
      .flatMap(([name, value]) => (value === undefined ? [] : [[tagOf(name), encoded(name, value)] as const]))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/**
 * A DICOM file (PS3.10), explicit little endian, of a data set that names its SOPClassUID and SOPInstanceUID. Text is written in UTF-8
 * (ISO_IR 192).
 */
export const encodeFile = async (dataSet: DataSet): Promise<Uint8Array> => {
  const { SOPClassUID, SOPInstanceUID } = dataSet;
  if (typeof SOPClassUID !== 'string' || typeof SOPInstanceUID !== 'string')
    throw new Error('an object is written with its SOP class and instance');
  const { default: dcmjs } = await import('dcmjs');
  const file = new dcmjs.data.DicomDict({
    '00020001': { vr: 'OB', Value: [Uint8Array.of(0, 1).buffer] },
    '00020002': { vr: 'UI', Value: [SOPClassUID] },
    '00020003': { vr: 'UI', Value: [SOPInstanceUID] },
    '00020010': { vr: 'UI', Value: [EXPLICIT_LITTLE_ENDIAN] },
    '00020012': { vr: 'UI', Value: [IMPLEMENTATION_CLASS_UID] },
    '00020013': { vr: 'SH', Value: [IMPLEMENTATION_VERSION_NAME] },
  });
  file.dict = elementsOf({ ...dataSet, SpecificCharacterSet: 'ISO_IR 192' });
  return new Uint8Array(file.write());
};
