import type { Cleaned } from './clean-data-set.ts';
import type { Deidentification } from './deidentify-options.ts';
import {
  element,
  item,
  paddingOf,
  piecesOf,
  textBytes,
  together,
  type Encoding,
  type Pieces,
} from '../report/dicom/write-element.ts';

/** Codes of CID 7050 (PS3.16): the profile, and the options that were used. */
const PROFILE = ['113100', 'Basic Application Confidentiality Profile'] as const;
const CLEAN_GRAPHICS = ['113103', 'Clean Graphics Option'] as const;
const MODIFIED_DATES = ['113107', 'Retain Longitudinal Temporal Information Modified Dates Option'] as const;

/** The edition of the table that was used, and of what was done beside it. */
export const DEIDENTIFICATION_METHOD = 'TipCheck: PS3.15 2024b Table E.1-1';

/** What an image says of its own de-identification (PS3.3 C.7.1.1, C.12.1; PS3.15 E.1.1). */
export const methodElements = (
  { shift, keepOverlays }: Pick<Deidentification, 'shift' | 'keepOverlays'>,
  encoding: Encoding,
): readonly Cleaned[] => {
  const text = (tag: string, vr: string, value: string): Pieces =>
    element(tag, vr, textBytes(value), encoding, paddingOf(vr)) ?? piecesOf([]);
  const code = ([value, meaning]: readonly [string, string]): Pieces =>
    item(
      together([text('00080100', 'SH', value), text('00080102', 'SH', 'DCM'), text('00080104', 'LO', meaning)]),
      encoding,
    );
  // Graphics are kept only where somebody has looked at them (PS3.15 E.3.3): a finding asks for it.
  const codes = [PROFILE, ...(keepOverlays ? [CLEAN_GRAPHICS] : []), ...(shift ? [MODIFIED_DATES] : [])].map(code);
  return [
    ['00120062', text('00120062', 'CS', 'YES')],
    ['00120063', text('00120063', 'LO', DEIDENTIFICATION_METHOD)],
    ['00120064', element('00120064', 'SQ', together(codes), encoding) ?? piecesOf([])],
    ['00280303', text('00280303', 'CS', shift ? 'MODIFIED' : 'REMOVED')],
  ];
};
