import { isUid } from '../../confirmation/parse.ts';
import { isProcedureId } from '../../confirmation/procedure.ts';
import type { Text } from '../../words/text.ts';
import { languageOf } from '../../words/words.ts';
import { readImageDisplayRequest, type ImageDisplayRequest } from './iid.ts';
import { line, type Line } from './line.ts';
import { shownName } from './site.ts';

/** Where in a study to go. */
export interface Place {
  readonly series: string | null;
  /** Image of the series as the viewer counts them, from 1. */
  readonly frame: number | null;
  /** Id of a confirmation, or the SOP Instance UID of its report. */
  readonly record: string | null;
}

/** What the address of the page asks for. */
export interface Address {
  /** Whether a study was asked for, in whatever way: then nothing else opens in its place. */
  readonly asks: boolean;
  /** Null where nothing was asked for, or nothing that can be opened. */
  readonly request: ImageDisplayRequest | null;
  /** Root of DICOMweb services, as the address says it: nothing is asked there before the site allows it. */
  readonly dicomweb: string | null;
  /** Name of one of the site's archives. */
  readonly archive: string | null;
  /** Address of a teaching case's file, as the address says it: nothing is asked there before the site allows it. */
  readonly case: string | null;
  readonly place: Place;
  readonly profile: string | null;
  readonly language: string | null;
  /** What draws stacks: for whoever looks for the cause of a bad picture. */
  readonly drawing: string | null;
  readonly lines: readonly Line[];
}

interface Parameter {
  readonly is: (value: string) => boolean;
  readonly otherwise: Text;
}

const isName = (value: string): boolean => value.length <= 100;

/** Own parameters; StudyInstanceUIDs and SeriesInstanceUIDs are OHIF's. */
const PARAMETERS = {
  studyinstanceuids: {
    is: (value: string) => value.split(',').every((one) => isUid(one.trim())),
    otherwise: 'it must be UIDs that DICOM allows',
  },
  seriesinstanceuids: { is: isUid, otherwise: 'it must be one UID that DICOM allows' },
  frame: { is: (value: string) => /^[1-9]\d{0,6}$/.test(value), otherwise: 'it must be a whole number from 1' },
  record: { is: (value: string) => value.length <= 64, otherwise: 'it must be at most 64 characters' },
  dicomweb: { is: (value: string) => value.length <= 2000, otherwise: 'it must be an http or https address' },
  case: { is: (value: string) => value.length <= 2000, otherwise: 'it must be an http or https address' },
  archive: { is: isName, otherwise: 'must be a name of 1 to 100 characters' },
  profile: { is: isProcedureId, otherwise: 'must be the id of a procedure profile' },
  language: {
    is: (value: string) => languageOf(value) !== null,
    otherwise: 'must be a language that the viewer speaks: en, de, fr, es or zh',
  },
  drawing: {
    is: (value: string) => value === 'webgl' || value === 'processor',
    otherwise: 'must be webgl or processor',
  },
} as const satisfies Readonly<Record<string, Parameter>>;

type Name = keyof typeof PARAMETERS;
const isParameter = (name: string): name is Name => Object.hasOwn(PARAMETERS, name);

const PASSED_OVER = '“{name}” in the address was passed over: {reason}.';

/**
 * What a page's query asks for. A parameter that is unknown, wrong or given twice is passed over with one line that names it; the rest counts.
 * Own names are taken in any case, as OHIF takes them.
 */
export const readAddress = (query: string): Address => {
  const parameters = new URLSearchParams(query);
  const isImageDisplay = parameters.has('requestType');
  const found = new Map<Name, string>();
  const wrong = new Set<string>();
  const lines: Line[] = [];
  for (const [given, value] of parameters) {
    const name = given.toLowerCase();
    if (!isParameter(name)) {
      // Launchers of the profile add parameters of their own (RAD TF-2 4.106).
      if (!isImageDisplay)
        lines.push(line('The address asks for “{name}”, which this page doesn’t know.', { name: shownName(given) }));
    } else if (found.has(name) || wrong.has(name)) {
      lines.push(line(PASSED_OVER, { name: given }, 'it is given twice'));
    } else if (value === '' || !PARAMETERS[name].is(value)) {
      wrong.add(name);
      lines.push(line(PASSED_OVER, { name: given }, PARAMETERS[name].otherwise));
    } else found.set(name, value);
  }
  const of = (name: Name): string | null => found.get(name) ?? null;
  const read = isImageDisplay ? readImageDisplayRequest(parameters) : null;
  const studyUIDs =
    of('studyinstanceuids')
      ?.split(',')
      .map((one) => one.trim()) ?? [];
  const own: ImageDisplayRequest | null =
    studyUIDs.length > 0 ? { kind: 'studies', studyUIDs: [...new Set(studyUIDs)], accessionNumbers: [] } : null;
  return {
    asks: isImageDisplay || own !== null || wrong.has('studyinstanceuids') || found.has('case') || wrong.has('case'),
    request: read ? read.request : own,
    dicomweb: of('dicomweb'),
    archive: of('archive'),
    case: of('case'),
    place: {
      series: of('seriesinstanceuids'),
      frame: found.has('frame') ? Number(of('frame')) : null,
      record: of('record'),
    },
    profile: of('profile'),
    language: of('language'),
    drawing: of('drawing'),
    lines: [...lines, ...(read?.lines ?? [])],
  };
};
