/** What a SOP class and a modality say about what an image shows. */

const STORAGE = '1.2.840.10008.5.1.4.1.1';

/** Storage classes that hold no image to look at: reports, presentation states, key objects, segmentations, radiotherapy, waveforms, … */
const NOT_IMAGES: readonly (readonly [prefix: string, what: string])[] = [
  [`${STORAGE}.88.59`, 'a key object selection'],
  [`${STORAGE}.88`, 'a structured report'],
  [`${STORAGE}.11`, 'a presentation state'],
  [`${STORAGE}.66`, 'a segmentation, registration or raw data object'],
  [`${STORAGE}.67`, 'a real world value mapping'],
  [`${STORAGE}.68`, 'a surface scan'],
  [`${STORAGE}.481`, 'a radiotherapy object'],
  [`${STORAGE}.9`, 'a waveform'],
  [`${STORAGE}.104`, 'an encapsulated document'],
  ['1.2.840.10008.5.1.4.34', 'a radiotherapy or procedure object'],
  ['1.2.840.10008.5.1.4.38', 'a hanging protocol'],
  ['1.2.840.10008.5.1.4.39', 'a colour palette'],
  ['1.2.840.10008.5.1.4.43', 'an implant template'],
  ['1.2.840.10008.5.1.4.45', 'an implant template'],
];

const NOT_IMAGE_MODALITIES: ReadonlySet<string> = new Set([
  'SR',
  'PR',
  'KO',
  'SEG',
  'RTSTRUCT',
  'RTPLAN',
  'RTDOSE',
  'RTRECORD',
  'REG',
  'RWV',
  'DOC',
]);

export const MEDIA_DIRECTORY = '1.2.840.10008.1.3.10';

const isClassOf = (sopClassUID: string, prefix: string): boolean =>
  sopClassUID === prefix || sopClassUID.startsWith(`${prefix}.`);

/** What the object is, when it is not an image. */
export const notAnImage = (sopClassUID: string | undefined, modality: string | undefined): string | undefined => {
  const byClass =
    sopClassUID === undefined ? undefined : NOT_IMAGES.find(([prefix]) => isClassOf(sopClassUID, prefix))?.[1];
  if (byClass !== undefined) return byClass;
  return modality !== undefined && NOT_IMAGE_MODALITIES.has(modality) ? `an object of modality ${modality}` : undefined;
};

/** Images of planes through the patient, whatever their Modality says: cone-beam CT of a C-arm is often marked XA. */
const TOMOGRAPHIC_CLASSES: ReadonlySet<string> = new Set(
  ['2', '2.1', '2.2', '4', '4.1', '4.3', '4.4', '20', '128', '128.1', '130', '13.1.1', '13.1.2', '13.1.3', '30'].map(
    (tail) => `${STORAGE}.${tail}`,
  ),
);
const TOMOGRAPHIC_MODALITIES: ReadonlySet<string> = new Set(['CT', 'MR', 'PT', 'NM']);
const PROJECTION_MODALITIES: ReadonlySet<string> = new Set(['XA', 'RF', 'CR', 'DX', 'MG', 'IO', 'PX']);
/** CR, DX, MG, IO, breast projections, XA, RF and their enhanced forms: retired modalities (DF, DS, RG, …) still come in them. */
const PROJECTION_CLASSES: ReadonlySet<string> = new Set(
  [
    '1',
    '1.1',
    '1.1.1',
    '1.2',
    '1.2.1',
    '1.3',
    '1.3.1',
    '12.1',
    '12.1.1',
    '12.2',
    '12.2.1',
    '12.3',
    '13.1.4',
    '13.1.5',
  ].map((tail) => `${STORAGE}.${tail}`),
);
const ULTRASOUND_CLASSES: ReadonlySet<string> = new Set(
  ['3', '3.1', '6', '6.1', '6.2'].map((tail) => `${STORAGE}.${tail}`),
);

const isSecondaryCapture = (sopClassUID: string | undefined): boolean =>
  sopClassUID !== undefined && isClassOf(sopClassUID, `${STORAGE}.7`);

export type ImageNature = 'tomographic' | 'projection' | 'ultrasound' | 'secondary-capture' | 'photograph';

/** Photographs and other pictures: what position they may carry is not that of a plane through the patient. */
const PICTURE_MODALITIES: ReadonlySet<string> = new Set(['XC', 'OT', 'ES', 'GM', 'SM', 'OP', 'DMS']);
const VISIBLE_LIGHT_CLASS = `${STORAGE}.77`;

/**
 * Modality decides between projections and the rest; the storage class is believed first where it can only be a tomographic image, and
 * where it can only be a projection.
 * A secondary capture of a projection stays a projection, so that it is never taken for a plane. A modality that isn't listed is tomographic
 * where its images say where they lie in the patient.
 */
export const imageNature = (
  sopClassUID: string | undefined,
  modality: string | undefined,
  has: { readonly nominalScannedSpacing: boolean; readonly place: boolean },
): ImageNature => {
  if (sopClassUID !== undefined && TOMOGRAPHIC_CLASSES.has(sopClassUID)) return 'tomographic';
  if (modality !== undefined && PROJECTION_MODALITIES.has(modality)) return 'projection';
  if (sopClassUID !== undefined && PROJECTION_CLASSES.has(sopClassUID)) return 'projection';
  if (isSecondaryCapture(sopClassUID)) return has.nominalScannedSpacing ? 'projection' : 'secondary-capture';
  const isUltrasoundClass = sopClassUID !== undefined && ULTRASOUND_CLASSES.has(sopClassUID);
  if (modality === 'US' || modality === 'IVUS' || isUltrasoundClass) return 'ultrasound';
  if (modality !== undefined && TOMOGRAPHIC_MODALITIES.has(modality)) return 'tomographic';
  const isPicture =
    (modality !== undefined && PICTURE_MODALITIES.has(modality)) ||
    (sopClassUID !== undefined && isClassOf(sopClassUID, VISIBLE_LIGHT_CLASS));
  return has.place && !isPicture ? 'tomographic' : 'photograph';
};
