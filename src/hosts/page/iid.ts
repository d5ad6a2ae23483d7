import { isUid } from '../../confirmation/parse.ts';
import { line, type Line } from './line.ts';

/** Studies that the launcher names, by UID or by accession number. */
export interface StudyRequest {
  readonly kind: 'studies';
  readonly studyUIDs: readonly string[];
  readonly accessionNumbers: readonly string[];
}

/** Studies of a patient, the newest first. */
export interface PatientRequest {
  readonly kind: 'patient';
  readonly patientID: string;
  /** Who issued the ID (CX.4.1); null where it isn't said. */
  readonly issuer: string | null;
  /** DA, as the patient's birth date is to be; null: any. */
  readonly birthDate: string | null;
  /** DA, both inclusive; null: no limit. */
  readonly from: string | null;
  readonly to: string | null;
  /** How many of the newest; 0: all. */
  readonly mostRecent: number;
  /** Empty: all. */
  readonly modalities: readonly string[];
}

export type ImageDisplayRequest = StudyRequest | PatientRequest;

export interface ReadRequest {
  /** Null where the request can't be answered; `lines` say why. */
  readonly request: ImageDisplayRequest | null;
  readonly lines: readonly Line[];
}

const MOST_STUDIES = 50;
const refusedWith = (...lines: readonly Line[]): ReadRequest => ({ request: null, lines });

/** The profile separates by commas; OHIF and others by semicolons. */
const listOf = (value: string): readonly string[] =>
  value
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** QIDO-RS would take asterisks and question marks for wildcards (PS3.4 C.2.2.2.4) and a backslash for a list: then another's study could be found. */
const isPlain = (value: string): boolean => value.length <= 64 && /^[^*?\\\p{Cc}]+$/u.test(value);

/** The day of an XML dateTime, as DA; undefined for what isn't one. */
const dayOf = (value: string): string | undefined => {
  const match = /^(\d{4})-(\d{2})-(\d{2})(T.*)?$/.exec(value);
  const isDay = match !== null && !Number.isNaN(Date.parse(`${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`));
  return isDay ? `${match[1] ?? ''}${match[2] ?? ''}${match[3] ?? ''}` : undefined;
};

const decoded = (base64: string): string | null => {
  try {
    return atob(base64);
  } catch {
    return null;
  }
};

/**
 * A request of the IHE profile Invoke Image Display (RAD TF-2 4.106, transaction RAD-106): parameters of patient-based requests by table
 * 4.106.4.1.2-1, of study-based ones by 4.106.4.1.2-2. `STUDYBASE64` isn't the profile's but other viewers', and encodes `studyUID`. Names of
 * parameters are taken as the profile spells them; those that it doesn't have are passed over, as launchers add their own.
 */
export const readImageDisplayRequest = (parameters: URLSearchParams): ReadRequest => {
  const of = (name: string): string => parameters.get(name)?.trim() ?? '';
  const lines = unsupported(of);
  const type = of('requestType');
  if (type === 'STUDY' || type === 'STUDYBASE64') {
    const { request, lines: refusals } = studies(of, type);
    return { request, lines: [...lines, ...refusals] };
  }
  if (type === 'PATIENT') {
    const { request, lines: refusals } = patient(of);
    return { request, lines: [...lines, ...refusals] };
  }
  return refusedWith(line('This page answers requests of the types STUDY and PATIENT, and no others.'));
};

type Of = (name: string) => string;

/** What the profile allows a display not to do, told rather than passed over. */
const unsupported = (of: Of): readonly Line[] => [
  ...(of('keyImagesOnly') === 'true' ? [line('Key images alone can’t be asked for: all images are shown.')] : []),
  ...(of('diagnosticQuality') === 'true'
    ? [line('Images are shown as they are stored; this viewer isn’t for diagnosis.')]
    : []),
  ...(['', 'IHE_BIR'].includes(of('viewerType'))
    ? []
    : [line('“{name}” in the address was passed over: {reason}.', { name: 'viewerType' }, 'there is one viewer here')]),
];

const studies = (of: Of, type: 'STUDY' | 'STUDYBASE64'): ReadRequest => {
  const wrong = (name: string): ReadRequest => refusedWith(line('“{name}” in the address can’t be read.', { name }));
  const text = type === 'STUDYBASE64' ? decoded(of('studyUID')) : of('studyUID');
  if (text === null) return wrong('studyUID');
  const studyUIDs = [...new Set(listOf(text))];
  const accessionNumbers = [...new Set(listOf(of('accessionNumber')))];
  if (studyUIDs.length + accessionNumbers.length === 0)
    return refusedWith(line('The address names no study: studyUID or accessionNumber is missing.'));
  if (studyUIDs.length > MOST_STUDIES || !studyUIDs.every(isUid)) return wrong('studyUID');
  if (accessionNumbers.length > MOST_STUDIES || !accessionNumbers.every(isPlain)) return wrong('accessionNumber');
  // Named both ways, the UIDs are the exact ones.
  return {
    request: { kind: 'studies', studyUIDs, accessionNumbers: studyUIDs.length > 0 ? [] : accessionNumbers },
    lines: [],
  };
};

const patient = (of: Of): ReadRequest => {
  const wrong: string[] = [];
  const day = (name: string): string | null => {
    const value = of(name);
    const read = value === '' ? null : dayOf(value);
    if (read === undefined) wrong.push(name);
    return read ?? null;
  };
  // HL7 CX: the ID is component 1, the assigning authority (HD: name & id & type) component 4.
  const [patientID = '', , , authority = ''] = of('patientID').split('^');
  const [issuer = ''] = authority.split('&');
  if (patientID === '') return refusedWith(line('The address names no patient: patientID is missing.'));
  if (!isPlain(patientID) || (issuer !== '' && !isPlain(issuer))) wrong.push('patientID');
  const count = of('mostRecentResults');
  if (!/^\d{0,4}$/.test(count)) wrong.push('mostRecentResults');
  const modalities = listOf(of('modalitiesInStudy'));
  if (!modalities.every((one) => /^[A-Z0-9_ ]{1,16}$/.test(one))) wrong.push('modalitiesInStudy');
  const request: PatientRequest = {
    kind: 'patient',
    patientID,
    issuer: issuer === '' ? null : issuer,
    birthDate: day('patientBirthDate'),
    from: day('lowerDateTime'),
    to: day('upperDateTime'),
    mostRecent: Number(count),
    modalities,
  };
  return wrong.length > 0
    ? refusedWith(...wrong.map((name) => line('“{name}” in the address can’t be read.', { name })))
    : { request, lines: [] };
};
