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

/** Codes of CID 7050 (PS3.16): the profile, and the option that was used. */
const PROFILE = ['113100', 'Basic Application Confidentiality Profile'] as const;
const MODIFIED_DATES = ['113107', 'Retain Longitudinal Temporal Information With Modified Dates Option'] as const;

/** The edition of the table that was used, and of what was done beside it. */
export const DEIDENTIFICATION_METHOD = 'TipCheck: PS3.15 2024b Table E.1-1';

/** What an image says of its own de-identification (PS3.3 C.7.1.1, C.12.1; PS3.15 E.1.1). */
export const methodElements = ({ shift }: Pick<Deidentification, 'shift'>, encoding: Encoding): readonly Cleaned[] => {
  const text = (tag: string, vr: string, value: string): Pieces =>
    element(tag, vr, textBytes(value), encoding, paddingOf(vr)) ?? piecesOf([]);
  const code = ([value, meaning]: readonly [string, string]): Pieces =>
    item(
      together([
        text('00080100', 'SH', value),
        text('00080102', 'SH', 'DCM'),
        // 64 characters are what a meaning may have.
        text('00080104', 'LO', meaning.slice(0, 64)),
      ]),
      encoding,
    );
  const codes = [PROFILE, ...(shift ? [MODIFIED_DATES] : [])].map(code);
  return [
    ['00120062', text('00120062', 'CS', 'YES')],
    ['00120063', text('00120063', 'LO', DEIDENTIFICATION_METHOD)],
    ['00120064', element('00120064', 'SQ', together(codes), encoding) ?? piecesOf([])],
    ['00280303', text('00280303', 'CS', shift ? 'MODIFIED' : 'REMOVED')],
  ];
};
