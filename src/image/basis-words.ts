import type { Basis } from './scale.ts';

/** How a scale is known, in words that can stand behind it. */
export const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  'pixel-spacing': 'by pixel spacing',
  'pixel-spacing-geometry': 'corrected by geometry',
  'pixel-spacing-fiducial': 'corrected by a known object',
  'us-region': 'by the ultrasound region',
  'imager-magnification': 'corrected for magnification at one depth',
  imager: 'at the detector, not in the patient',
  'nominal-scanned': 'on the scanned film, not in the patient',
  user: 'entered by the user',
  none: 'not calibrated',
};
