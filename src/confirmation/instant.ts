/** ISO 8601 date and time with a zone. */
const ZONED_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|([+-]\d{2})(?::?(\d{2}))?)$/i;

/**
 * The instant that a time of a record names, in ms since 1970-01-01T00:00Z, whatever zone it is written in; so that times of different zones
 * can be put in order. Null for a text that is no such time, or has no zone.
 */
export const instantOf = (time: string): number | null => {
  const [, date, clock, hours = '+00', minutes = '00'] = ZONED_TIME.exec(time) ?? [];
  if (date === undefined || clock === undefined) return null;
  // Engines read only one of the forms that ISO 8601 allows.
  const instant = Date.parse(`${date}T${clock}${hours}:${minutes}`);
  if (Number.isNaN(instant)) return null;
  const [year = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? instant : null;
};
