import type { ImageAttributes } from './attributes.ts';

type Times = Pick<
  ImageAttributes,
  | 'acquisitionDateTime'
  | 'acquisitionDate'
  | 'acquisitionTime'
  | 'contentDate'
  | 'contentTime'
  | 'timezoneOffsetFromUtc'
>;

/** PS3.5 6.2, DT with at least a minute; its own offset from UTC is optional. */
const DATE_TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2}(?:\.\d{1,6})?)?([+-]\d{4})?$/;
/** TimezoneOffsetFromUTC: the zone of all dates and times of the data set that name none. */
const OFFSET = /^[+-]\d{4}$/;

/**
 * When an image was acquired, as ISO 8601 with a zone: AcquisitionDateTime, else acquisition date and time, else those of its content. Null
 * where the image doesn't say so to the minute or doesn't name the zone of its clock: which it was isn't guessed.
 */
export const acquiredAt = (image: Times): string | null => {
  const together = [
    image.acquisitionDateTime,
    joined(image.acquisitionDate, image.acquisitionTime),
    joined(image.contentDate, image.contentTime),
  ];
  for (const text of together) {
    const [, year, month, day, hour, minute, second = '00', own] = DATE_TIME.exec(text ?? '') ?? [];
    const offset = own ?? image.timezoneOffsetFromUtc;
    if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined)
      continue;
    if (offset === undefined || !OFFSET.test(offset)) continue;
    const time = `${year}-${month}-${day}T${hour}:${minute}:${second}${offset.slice(0, 3)}:${offset.slice(3)}`;
    // A date that no calendar has would make a record that can't be read again.
    if (isReal(time, Number(day))) return time;
  }
  return null;
};

const joined = (date: string | undefined, time: string | undefined): string | undefined =>
  date !== undefined && time !== undefined ? date + time : undefined;

/** Date.parse takes the 31st of a month of 30 days for the 1st of the next. */
const isReal = (time: string, day: number): boolean =>
  !Number.isNaN(Date.parse(time)) && new Date(Date.parse(`${time.slice(0, 10)}T00:00Z`)).getUTCDate() === day;
