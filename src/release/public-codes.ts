/**
 * Codes of public schemes (PS3.16 chapter 8): what they look like. A code of a hospital's own scheme is the hospital's text, and so is whatever
 * doesn't look like a code.
 */
const SCHEMES: Readonly<Record<string, RegExp>> = {
  DCM: /^\d{5,6}$/,
  SCT: /^\d{6,18}$/,
  SRT: /^[A-Z]\d?-[A-Z0-9]{3,6}$/,
  SNM3: /^[A-Z]\d?-[A-Z0-9]{3,6}$/,
  '99SDM': /^[A-Z]\d?-[A-Z0-9]{3,6}$/,
  LN: /^\d{1,6}-\d$/,
  RADLEX: /^RID\d{1,6}$/,
  FMA: /^\d{3,7}$/,
  NCIt: /^C\d{3,7}$/,
  UMLS: /^C\d{7}$/,
  UCUM: /^(1|%|deg|rad|m|cm|mm|um|nm|km|mm2|cm2|mm3|cm3|ml|l|s|ms|us|min|h|d|a|g|mg|kg|g\/ml|mg\/cm3|mg\/ml|mm\/s|cm\/s|m\/s|cm2\/s|ml\/s|ml\/min|Hz|kHz|MHz|\/min|\/s|V|mV|kV|mA|A|uA|mA\.s|keV|MeV|Gy|mGy|uGy|dGy\.cm2|mGy\.cm|Sv|mSv|Bq|MBq|kBq|Bq\/ml|kBq\/ml|1\/s|mm2\/s|um2\/s|10-6\.mm2\/s|T|mT|mT\/m|ppm|dB|Pa|kPa|mm\[Hg\]|Cel|\[hnsf'U\]|\{(pixels|ratio|counts|events|propcounts|SUVbw|SUVlbm|SUVbsa|SUVibw|HU|FRAC|gray)\}|g\/cm3|g\/l)$/,
};

/** How a scheme was called before. */
const ALIASES: Readonly<Record<string, string>> = { SNOMED: 'SCT', 'SNOMED-CT': 'SCT', NCIT: 'NCIt', RadLex: 'RADLEX' };

export const isPublicCode = (scheme: string, code: string): boolean =>
  (SCHEMES[ALIASES[scheme] ?? scheme] ?? null)?.test(code) === true;
