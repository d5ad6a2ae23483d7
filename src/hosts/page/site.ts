import * as v from 'valibot';
import { isProcedureId } from '../../confirmation/procedure.ts';
import type { Text } from '../../words/text.ts';
import { languageOf } from '../../words/words.ts';
import { line, type Line } from './line.ts';

/** An archive of the site. */
export interface SiteArchive {
  readonly name: string;
  /** Root of its DICOMweb services; absolute, or relative to the page. */
  readonly url: string;
}

/** What a site says of its page in `tipcheck.json` (docs/site.md). */
export interface Site {
  /** Null: the page keeps its own title. */
  readonly title: string | null;
  /** BCP 47 tag of a language that the viewer speaks; null: the viewer's own choice. */
  readonly language: string | null;
  /** The first is asked where an address names none. */
  readonly archives: readonly SiteArchive[];
  /** Origins that an address may name an archive on, beside the page's own and those of `archives`. */
  readonly linkOrigins: readonly string[];
  /** Id of the procedure profile of new confirmations. */
  readonly defaultProfile: string | null;
  /** Procedure profiles: addresses on the page's origin, or profiles themselves. */
  readonly profiles: readonly (string | Readonly<Record<string, unknown>>)[];
  readonly keepWork: boolean;
  /** MB of decoded images; null leaves it to the machine. */
  readonly memoryBudget: number | null;
  /** Origins of pages that may frame this one and talk to it. */
  readonly framedBy: readonly string[];
  /** Whether the bundled samples open where the address asks for nothing. */
  readonly samples: boolean;
}

export const DEFAULT_SITE: Site = {
  title: null,
  language: null,
  archives: [],
  linkOrigins: [],
  defaultProfile: null,
  profiles: [],
  keepWork: true,
  memoryBudget: null,
  framedBy: [],
  samples: true,
};

/** Where the settings can't be read it isn't known what they forbid, so the page does the least. */
export const CAUTIOUS_SITE: Site = { ...DEFAULT_SITE, keepWork: false, samples: false };

export const MAX_SITE_BYTES = 1024 * 1024;
const MOST_ENTRIES = 50;
/** MB */
const [LEAST_BUDGET, MOST_BUDGET] = [64, 65_536];

/** Messages of the schemas are texts, so that they can be translated. */
const says = (text: Text): string => text;

const NAME = says('must be a name of 1 to 100 characters');
const name = v.pipe(
  v.string(NAME),
  v.check((value) => value.trim().length > 0 && value.length <= 100, NAME),
);

const urlOf = (value: string, base?: string): URL | null => {
  try {
    return new URL(value, base);
  } catch {
    return null;
  }
};

/** The root of DICOMweb services, as a URL; null for what a page must not take for one. */
export const archiveUrl = (value: string, base: string): URL | null => {
  const url = urlOf(value, base);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  return url.username || url.password || url.search || url.hash ? null : url;
};

const ARCHIVE = says('must be an http or https address without user, password, query or fragment');
/** Relative ones are read against any base: only their form is looked at. */
const archiveAddress = v.pipe(
  v.string(ARCHIVE),
  v.check((value) => value !== '' && archiveUrl(value, 'https://page.invalid/') !== null, ARCHIVE),
);

const ORIGIN = says('must be an origin such as https://ris.example.org, without path and wildcard');
const origin = v.pipe(
  v.string(ORIGIN),
  v.check((value) => {
    const url = urlOf(value);
    // An asterisk is a host name that URL takes.
    return url !== null && /^https?:$/.test(url.protocol) && url.origin === value && !value.includes('*');
  }, ORIGIN),
);

const LIST = says('must be a list of at most 50 entries');
const listOf = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(v.array(item, LIST), v.maxLength(MOST_ENTRIES, LIST));

const YES_OR_NO = v.boolean(says('must be true or false'));
const BUDGET = says('must be a whole number of MB from 64 to 65536');
const PROCEDURE = says('must be the id of a procedure profile');
const LANGUAGE = says('must be a language that the viewer speaks: en, de, fr, es or zh');
const PROFILE = says('must be the address of a profile or a profile itself');

const ENTRIES = {
  title: name,
  language: v.pipe(
    v.string(LANGUAGE),
    v.check((value) => languageOf(value) !== null, LANGUAGE),
  ),
  archives: listOf(v.strictObject({ name, url: archiveAddress }, says('must have a name and a url and nothing else'))),
  linkOrigins: listOf(origin),
  defaultProfile: v.pipe(v.string(PROCEDURE), v.check(isProcedureId, PROCEDURE)),
  profiles: listOf(v.union([v.pipe(v.string(), v.nonEmpty(PROFILE)), v.record(v.string(), v.unknown())], PROFILE)),
  keepWork: YES_OR_NO,
  memoryBudget: v.pipe(
    v.number(BUDGET),
    v.check((value) => Number.isInteger(value) && value >= LEAST_BUDGET && value <= MOST_BUDGET, BUDGET),
  ),
  framedBy: listOf(origin),
  samples: YES_OR_NO,
} as const satisfies Readonly<Record<keyof Site, v.GenericSchema>>;

const isField = (field: string): field is keyof Site => Object.hasOwn(ENTRIES, field);

export interface ReadSite {
  readonly site: Site;
  readonly lines: readonly Line[];
}

const LINE = 'Settings of this site, {field}: {reason}.';

/** `archives[0].url` */
const pathOf = (field: string, issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? []).reduce(
    (path, { key }) => `${path}${typeof key === 'number' ? `[${String(key)}]` : `.${String(key)}`}`,
    field,
  );

/** A name for a line: what a site wrote may be anything. */
export const shownName = (name: string): string => name.replace(/[^\w.-]/g, '?').slice(0, 40);

/**
 * Settings from the text of `tipcheck.json`. A field that is wrong, or isn't one, is left out with a line that names it; the others count.
 * A wrong `keepWork` counts as false: what was to be forbidden isn't done.
 */
export const readSite = (text: string): ReadSite => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return unreadable('it isn’t JSON');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return unreadable('it isn’t a JSON object');
  const lines: Line[] = [];
  const fields: Partial<Record<keyof Site, unknown>> = {};
  for (const [field, value] of Object.entries(json)) {
    if (!isField(field)) {
      lines.push(line(LINE, { field: shownName(field) }, 'there is no such setting'));
      continue;
    }
    const read = v.safeParse<v.GenericSchema>(ENTRIES[field], value);
    if (read.success) fields[field] = read.output;
    else {
      const [issue] = read.issues;
      lines.push(line(LINE, { field: pathOf(field, issue) }, issue.message as Text));
      if (field === 'keepWork') fields.keepWork = false;
    }
  }
  return { site: { ...DEFAULT_SITE, ...(fields as Partial<Site>) }, lines };
};

export const unreadable = (reason: Text): ReadSite => ({
  site: CAUTIOUS_SITE,
  lines: [
    line(
      'The settings of this site (tipcheck.json) can’t be read: {reason}. Nothing is kept in this browser.',
      {},
      reason,
    ),
  ],
});
