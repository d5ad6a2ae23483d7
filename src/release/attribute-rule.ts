import { CONFIDENTIALITY_TABLE } from './confidentiality-table.ts';
import { KNOWN_ATTRIBUTES } from './known-attributes.ts';

/** What becomes of an element. Representations are those of the standard (PS3.6), the first where there are several. */
export type Rule =
  /** X, and whatever is not known. */
  | { readonly does: 'remove' }
  /** Z: a value of zero length. */
  | { readonly does: 'empty'; readonly vr: string }
  /** D: a value that says nothing, where there was one. */
  | { readonly does: 'dummy'; readonly vr: string }
  /** U: the UID that takes its place in the whole export. */
  | { readonly does: 'uid' }
  /** A UID that is kept when the standard registers it (classes, syntaxes), and otherwise replaced. */
  | { readonly does: 'registered-uid' }
  /** A date or time that moves with all others; `otherwise` where dates are removed, or where it can't be read. */
  | { readonly does: 'shift'; readonly vr: string; readonly otherwise: 'remove' | 'empty' | 'dummy' }
  /** Each item is cleaned on its own. */
  | { readonly does: 'items' }
  /** Numbers, codes and tags: kept where the value is what the representation allows, and no more of them than the attribute has. */
  | { readonly does: 'keep'; readonly vrs: readonly string[]; readonly most: number }
  /** Lookup tables and pixel data: kept byte by byte. */
  | { readonly does: 'bulk'; readonly vrs: readonly string[] }
  /** Who the patient is, by another name. */
  | { readonly does: 'pseudonym'; readonly vr: 'PN' | 'LO' }
  /** Text that is kept where it is one of the values that the standard defines, and otherwise replaced. */
  | { readonly does: 'defined-text'; readonly vr: string; readonly pattern: RegExp; readonly otherwise: string }
  /** A label that tells things from each other: numbered. */
  | { readonly does: 'number'; readonly vr: string };

const REMOVE: Rule = { does: 'remove' };
const TEXTS: ReadonlySet<string> = new Set('AE LO LT SH ST UC UT PN'.split(' '));

/** What the table leaves to the kind of object (X/Z, X/D, Z/D, X/Z/D) is done in the way that no kind of object makes invalid. */
const ruleOfAction = (action: string, vr: string): Rule => {
  const [profile = 'X', isShifted] = action.split('+');
  if (profile === 'U') return { does: 'uid' };
  if (vr === 'SQ') return profile === 'X' ? REMOVE : profile.endsWith('Z') ? { does: 'empty', vr } : { does: 'items' };
  const base = profile === 'X' ? 'remove' : profile.endsWith('Z') ? 'empty' : 'dummy';
  if (isShifted !== undefined) return { does: 'shift', vr, otherwise: base };
  return base === 'remove' ? REMOVE : { does: base, vr };
};

/** What isn't in the table and is an attribute of images. */
const ruleOfKnown = (vrs: readonly string[], most: number): Rule => {
  const [vr = 'UN'] = vrs;
  if (vr === 'SQ') return { does: 'items' };
  if (vr === 'UI') return { does: 'registered-uid' };
  if (vr === 'DA' || vr === 'TM' || vr === 'DT') return { does: 'shift', vr, otherwise: 'empty' };
  // Some kinds of objects require a value.
  if (TEXTS.has(vr)) return { does: 'dummy', vr };
  return vr === 'UR' || vr === 'AS' ? REMOVE : { does: 'keep', vrs, most };
};

const tagsIn = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => {
    const [group = '', ...elements] = line.split(' ');
    return elements.map((element) => group + element);
  });

/** Pixel data with its offset tables, lookup tables, palettes. */
const BULK: readonly (readonly [tags: string, ...vrs: string[]])[] = [
  ['7FE0 0001 0002', 'OV'],
  ['7FE0 0008', 'OF'],
  ['7FE0 0009', 'OD'],
  ['7FE0 0010', 'OW', 'OB'],
  ['0028 3006', 'US', 'OW'],
  ['0028 1201 1202 1203 1204 1221 1222 1223 1224', 'OW'],
];

/** The units of the values (PS3.3 C.11.1.1.2). */
const UNITS_OF_VALUES: Rule = {
  does: 'defined-text',
  vr: 'LO',
  pattern: /^(OD|HU|US|MGML|Z_EFF|ED|EDW|HU_MOD|PCT)$/,
  otherwise: 'US',
};

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...KNOWN_ATTRIBUTES.flatMap(([vrs, most, tags]) => {
    const rule = ruleOfKnown(vrs.split('/'), most);
    return tagsIn(tags).map((tag) => [tag, rule] as const);
  }),
  ...CONFIDENTIALITY_TABLE.flatMap(([action, vr, tags]) => {
    const rule = ruleOfAction(action, vr);
    return tagsIn(tags).map((tag) => [tag, rule] as const);
  }),
  ...BULK.flatMap(([tags, ...vrs]) => tagsIn(tags).map((tag) => [tag, { does: 'bulk', vrs }] as const)),
  ['00100010', { does: 'pseudonym', vr: 'PN' }],
  ['00100020', { does: 'pseudonym', vr: 'LO' }],
  // RescaleType and ModalityLUTType.
  ['00281054', UNITS_OF_VALUES],
  ['00283004', UNITS_OF_VALUES],
  // StackID: which stack a frame is of.
  ['00209056', { does: 'number', vr: 'SH' }],
  // What windows are called is shown as their name.
  ['00281055', { does: 'empty', vr: 'LO' }],
  // Everything that is written is of the default repertoire; which set it was tells where.
  ['00080005', REMOVE],
  // ReferencedStudySequence (X/Z) must not be empty where it stands (PS3.3 C.7.2.1).
  ['00081110', REMOVE],
  // Said anew by whoever removes the patient's identity.
  ['00280303', REMOVE],
]);

/** Planes of graphics that images carry (groups 6000 to 601E): numbers and bits. Their texts are removed. */
const OVERLAY: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...[
    ['0010', 'US', 1],
    ['0011', 'US', 1],
    ['0015', 'IS', 1],
    ['0040', 'CS', 1],
    ['0045', 'CS', 1],
    ['0050', 'SS', 2],
    ['0051', 'US', 1],
    ['0100', 'US', 1],
    ['0102', 'US', 1],
    ['1301', 'IS', 1],
    ['1302', 'DS', 1],
    ['1303', 'DS', 1],
  ].map(([element, vr, most]) => [String(element), { does: 'keep', vrs: [String(vr)], most: Number(most) }] as const),
  ['3000', { does: 'bulk', vrs: ['OW', 'OB'] }],
]);

export const isOverlayGroup = (tag: string): boolean => /^60[01][02468ACE]/.test(tag);

/**
 * The rule for a public element; private ones, curves (groups 50xx) and everything that the standard's image objects don't have are removed.
 * Overlays are graphics that may be writing: they are removed unless they are asked for.
 */
export const ruleFor = (tag: string, keepOverlays: boolean): Rule =>
  isOverlayGroup(tag) ? ((keepOverlays ? OVERLAY.get(tag.slice(4)) : undefined) ?? REMOVE) : (RULES.get(tag) ?? REMOVE);
