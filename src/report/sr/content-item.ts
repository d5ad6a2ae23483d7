import type { DataSet } from '../dicom/data-set.ts';
import { dateAndTime, decimalString } from '../dicom/data-set.ts';
import type { Zone } from '../dicom/modules.ts';
import { DCM, own, UNITS, type Code, type Unit } from './codes.ts';

/** Content items of a structured report (PS3.3 C.17.3), each with its children. How one stands to its parent is said where it is put. */

export type Relationship =
  | 'CONTAINS'
  | 'HAS OBS CONTEXT'
  | 'HAS ACQ CONTEXT'
  | 'HAS CONCEPT MOD'
  | 'HAS PROPERTIES'
  | 'INFERRED FROM'
  | 'SELECTED FROM';

export interface ContentItem {
  readonly relationship: Relationship | null;
  readonly valueType: string;
  readonly name: Code | null;
  readonly value: DataSet;
  readonly children: readonly ContentItem[];
  readonly template?: string;
  readonly at?: Date;
}

const LONGEST_CODE_VALUE = 16;

/** Code Sequence Macro (PS3.3 table 8.8-1). Values of more than 16 characters are long code values. */
export const codeItem = ({ value, scheme, meaning }: Code): DataSet => ({
  ...(value.length > LONGEST_CODE_VALUE ? { LongCodeValue: value } : { CodeValue: value }),
  CodingSchemeDesignator: scheme,
  CodeMeaning: meaning.slice(0, 64),
});

const item = (
  valueType: string,
  name: Code | null,
  value: DataSet,
  children: readonly ContentItem[] = [],
): ContentItem => ({ relationship: null, valueType, name, value, children });

export const as = (relationship: Relationship, ...items: readonly ContentItem[]): readonly ContentItem[] =>
  items.map((one) => ({ ...one, relationship }));

export const container = (name: Code, template: string | null, children: readonly ContentItem[]): ContentItem => ({
  ...item('CONTAINER', name, { ContinuityOfContent: 'SEPARATE' }, children),
  ...(template !== null && { template }),
});

export const code = (name: Code, value: Code, children: readonly ContentItem[] = []): ContentItem =>
  item('CODE', name, { ConceptCodeSequence: [codeItem(value)] }, children);

export const text = (name: Code, value: string, children: readonly ContentItem[] = []): ContentItem =>
  item('TEXT', name, { TextValue: value }, children);

/** A text that may be blank: then there is none. */
export const textIfAny = (name: Code, value: string | undefined): readonly ContentItem[] =>
  value === undefined || value.trim() === '' ? [] : [text(name, value)];

export const uidRef = (name: Code, value: string): ContentItem => item('UIDREF', name, { UID: value });

/** A person's name as it was given, up to the length that a name may have. */
export const personName = (name: Code, value: string): ContentItem => item('PNAME', name, { PersonName: value });

/** A moment, written in the zone of its document. */
export const dateTime = (name: Code, at: Date): ContentItem => ({ ...item('DATETIME', name, {}), at });

/**
 * With its offset (PS3.5 6.2, DT), but for UTC, in which it is without one: readers know it by TimezoneOffsetFromUTC of the document, and DCMTK
 * 3.6.7 refuses reports with "+0000".
 */
const dateTimeText = (at: Date, zone: Zone): string => {
  const { date, time } = dateAndTime(at, zone);
  return `${date}${time}${zone === undefined || zone === '+0000' ? '' : zone}`;
};

/** Why a number has no value (CID 42). */
export type Unknown = 'valueUnknown' | 'valueIndeterminate' | 'measurementFailure';

export interface Measured {
  readonly value: number;
  /** No default: a number without a unit isn't one. */
  readonly unit: Unit;
}

/**
 * A number with its unit, or none with the reason why (PS3.3 C.18.1). What a decimal string of 16 characters can't hold stands beside it in
 * double precision. Millimetres at the detector are marked as such by a modifier.
 */
export const num = (name: Code, measured: Measured | Unknown, children: readonly ContentItem[] = []): ContentItem => {
  if (typeof measured === 'string')
    return item(
      'NUM',
      name,
      { MeasuredValueSequence: [], NumericValueQualifierCodeSequence: [codeItem(DCM[measured])] },
      children,
    );
  const { value, unit } = measured;
  const isRounded = Number(decimalString(value)) !== value;
  const atDetector =
    unit === 'mm-at-detector' ? as('HAS CONCEPT MOD', code(own('length-plane'), own('at-detector'))) : [];
  return item(
    'NUM',
    name,
    {
      MeasuredValueSequence: [
        {
          NumericValue: value,
          FloatingPointValue: isRounded ? value : undefined,
          MeasurementUnitsCodeSequence: [codeItem(UNITS[unit])],
        },
      ],
    },
    [...atDetector, ...children],
  );
};

/** An image, or frames of it. `reference`: its class, instance and frames. */
export const image = (name: Code | null, reference: DataSet): ContentItem =>
  item('IMAGE', name, { ReferencedSOPSequence: [reference] });

/** Another object, such as a report. */
export const composite = (name: Code | null, reference: DataSet): ContentItem =>
  item('COMPOSITE', name, { ReferencedSOPSequence: [reference] });

export type Graphic = 'POINT' | 'POLYLINE' | 'CIRCLE';

/** Image points of one image or frame (PS3.3 C.18.6): (0, 0) is the top-left corner of the first pixel, as in a record. */
export const scoord = (
  name: Code,
  graphic: Graphic,
  points: readonly (readonly number[])[],
  reference: DataSet,
): ContentItem =>
  item('SCOORD', name, { GraphicData: points.flat(), GraphicType: graphic }, [
    ...as('SELECTED FROM', image(null, reference)),
  ]);

export type Graphic3D = 'POINT' | 'POLYLINE' | 'POLYGON' | 'ELLIPSOID';

/** Positions in the patient, mm (PS3.3 C.18.9). */
export const scoord3d = (
  name: Code,
  graphic: Graphic3D,
  points: readonly (readonly number[])[],
  frameOfReferenceUID: string,
): ContentItem =>
  item('SCOORD3D', name, {
    GraphicData: points.flat(),
    GraphicType: graphic,
    ReferencedFrameOfReferenceUID: frameOfReferenceUID,
  });

/** The item as the standard writes it, children inside; moments in the zone of the document. */
export const dataSetOf = (
  { relationship, valueType, name, value, children, template, at }: ContentItem,
  zone?: Zone,
): DataSet => ({
  RelationshipType: relationship ?? undefined,
  ValueType: valueType,
  ConceptNameCodeSequence: name ? [codeItem(name)] : undefined,
  ...value,
  DateTime: at && dateTimeText(at, zone),
  ContentTemplateSequence:
    template === undefined ? undefined : [{ MappingResource: 'DCMR', TemplateIdentifier: template }],
  ContentSequence: children.length > 0 ? children.map((child) => dataSetOf(child, zone)) : undefined,
});
