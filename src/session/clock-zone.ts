import type { ImageAttributes } from '../image/attributes.ts';

/**
 * The offset from UTC ("+0200") that this machine's clock had when a study was begun: dates and times of images that name no zone are by the
 * clock of the house that they were made in, which is taken to be ours. Without the study's date, that of another moment.
 */
export const clockZone = (
  { studyDate = '', studyTime = '' }: Pick<ImageAttributes, 'studyDate' | 'studyTime'>,
  otherwise: Date,
): string => {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(studyDate) ?? [];
  const [, hour = '12', minute = '00'] = /^(\d{2})(\d{2})?/.exec(studyTime) ?? [];
  const begun =
    year === undefined
      ? otherwise
      : new Date(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  const ahead = -begun.getTimezoneOffset();
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${ahead < 0 ? '-' : '+'}${two(Math.abs(ahead) / 60)}${two(Math.abs(ahead) % 60)}`;
};
