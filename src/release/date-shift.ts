import { randomInteger, type FillRandom } from './random.ts';

const DAY_S = 86_400;
/** Between one and ten years: no date stays near the true one. */
const SHORTEST_DAYS = 365;
const LONGEST_DAYS = 3650;

/**
 * The one shift of all dates and times of an export, whole seconds into the past: intervals stay, and neither the day nor the time of day does
 * (PS3.15 E.3.6, Retain Longitudinal Temporal Information With Modified Dates Option).
 */
export interface DateShift {
  readonly seconds: number;
}

export const randomShift = (fill: FillRandom): DateShift => ({
  seconds: -randomInteger(fill, SHORTEST_DAYS * DAY_S, LONGEST_DAYS * DAY_S),
});

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** ms of a DICOM date at a time of day, as if in UTC; null for what is none. */
const instantOf = (date: string, secondsOfDay: number): number | null => {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})$/.exec(date) ?? [];
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (year === '' || Number.isNaN(at)) return null;
  const read = new Date(at);
  return read.getUTCMonth() + 1 === Number(month) && read.getUTCDate() === Number(day) && Number(year) > 99
    ? at + secondsOfDay * 1000
    : null;
};

const dateAt = (instant: number): string => {
  const at = new Date(instant);
  return `${pad(at.getUTCFullYear(), 4)}${pad(at.getUTCMonth() + 1, 2)}${pad(at.getUTCDate(), 2)}`;
};

interface TimeOfDay {
  readonly seconds: number;
  /** Two, four or six digits that were given. */
  readonly digits: number;
  /** With its point; whole seconds leave it as it is. */
  readonly fraction: string;
}

const timeOf = (time: string): TimeOfDay | null => {
  const [whole, hour = '', minute, second, fraction = ''] =
    /^([01]\d|2[0-3])(?:([0-5]\d)(?:([0-5]\d|60)(\.\d{1,6})?)?)?$/.exec(time) ?? [];
  if (whole === undefined) return null;
  const seconds = Number(hour) * 3600 + Number(minute ?? 0) * 60 + Math.min(59, Number(second ?? 0));
  return { seconds, digits: second !== undefined ? 6 : minute !== undefined ? 4 : 2, fraction };
};

const timeAt = (secondsOfDay: number, { digits, fraction }: TimeOfDay): string => {
  const seconds = ((secondsOfDay % DAY_S) + DAY_S) % DAY_S;
  const whole = `${pad(Math.floor(seconds / 3600), 2)}${pad(Math.floor(seconds / 60) % 60, 2)}${pad(seconds % 60, 2)}`;
  return whole.slice(0, digits) + fraction;
};

/** A DICOM date (DA), with the time of day that stands beside it, if any; null for what is no date. */
export const shiftedDate = (date: string, time: string | undefined, { seconds }: DateShift): string | null => {
  const noon = DAY_S / 2;
  const instant = instantOf(date, (time === undefined ? undefined : timeOf(time)?.seconds) ?? noon);
  return instant === null ? null : dateAt(instant + seconds * 1000);
};

/** A DICOM time (TM); null for what is none. */
export const shiftedTime = (time: string, { seconds }: DateShift): string | null => {
  const read = timeOf(time);
  return read && timeAt(read.seconds + seconds, read);
};

/** A DICOM date and time (DT), with as many digits as it has; null for what is none. */
export const shiftedDateTime = (dateTime: string, shift: DateShift): string | null => {
  const [, date = '', time = '', zone = ''] = /^(\d{4,8})([\d.]*)([+-]\d{4})?$/.exec(dateTime) ?? [];
  const whole = { 4: `${date}0701`, 6: `${date}15`, 8: date }[date.length];
  if (whole === undefined) return null;
  const read = time === '' ? null : timeOf(time);
  if (time !== '' && read === null) return null;
  const moved = shiftedDate(whole, read === null ? undefined : time, shift);
  if (moved === null) return null;
  return moved.slice(0, date.length) + (read === null ? '' : timeAt(read.seconds + shift.seconds, read)) + zone;
};

/** A moment (ms since 1970), as a record writes it (ISO 8601). */
export const shiftedInstant = (at: number, { seconds }: DateShift): string =>
  new Date(at + seconds * 1000).toISOString();

/** Dates and the times of day that belong to them, by tag. */
const TIME_OF_DATE: Readonly<Record<string, string>> = {
  '00080012': '00080013',
  '00080020': '00080030',
  '00080021': '00080031',
  '00080022': '00080032',
  '00080023': '00080033',
  '00080024': '00080034',
  '00080025': '00080035',
  '00181012': '00181014',
  '00181200': '00181201',
  '0018700C': '0018700E',
  '00400002': '00400003',
  '00400004': '00400005',
  '00400244': '00400245',
  '00400250': '00400251',
  '0040A121': '0040A122',
};

export const timeTagOf = (dateTag: string): string | undefined => TIME_OF_DATE[dateTag];
