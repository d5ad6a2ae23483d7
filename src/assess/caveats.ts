import type { Space } from '../confirmation/record.ts';
import { isAnisotropic } from '../image/calibration.ts';
import type { Caveat } from '../image/caveat.ts';
import { imageNature } from '../image/image-kind.ts';

type ScaledSpace = Extract<Space, { readonly kind: 'image' | 'projection' }>;

/** Every caveat with its meaning in plain words. Public codes: more may be added, none renamed. */
export const CAVEATS = {
  'tip-unconfirmed': 'Nobody has confirmed that the mark is the tip and not the shaft.',
  'tip-contradicted': 'The pixels contradict the mark: by them the device doesn’t end there.',
  'sigma-unknown': 'It is not known how precisely the tip was marked, so no probability can be given.',
  'no-tip': 'No tip is marked.',
  'no-target': 'No target is marked.',
  'near-boundary': 'The tip is too near the target surface to decide with the precision of these images.',
  uncalibrated:
    'The image has no scale: distances are in pixels, not in millimetres. Calibrate on an object of known size to have millimetres.',
  'at-detector-scale':
    'The scale holds at the detector; in the patient distances are smaller by an unknown magnification. Calibrate on an object of known size at the target’s depth.',
  'depth-scale':
    'The scale holds at one depth only: nearer the X-ray tube things look larger, nearer the detector smaller. An object of known size at the target’s depth, or a second view, tells.',
  'single-projection': 'One projection has no depth: it can prove that the tip is outside, never that it is inside.',
  'out-of-plane-unknown':
    'How far the tip lies out of the image plane is not known; enter the beam width to account for it.',
  'slice-thickness': 'The slice thickness limits how precisely the position across the slices is known.',
  'non-uniform-slices': 'The slices are not evenly spaced.',
  'duplicate-positions': 'Several slices lie at the same position.',
  'gantry-tilt':
    'The gantry was tilted: the slices are sheared against each other, and reformatted planes are resampled.',
  'no-frame-of-reference': 'The images name no frame of reference; positions hold within this series alone.',
  'different-frame-of-reference':
    'An image or look lies in another frame of reference; it is listed but not measured against.',
  'region-mismatch': 'The marks lie in ultrasound regions of different scale; no distance between them can be given.',
  'no-region': 'No calibrated ultrasound region holds here: the scale is taken from the whole image, or there is none.',
  'anisotropic-scale': 'The pixels are not square; distances are taken after scaling columns and rows apart.',
  'calibration-unknown':
    'The image does not say how its pixel spacing was calibrated. Check it on an object of known size, or calibrate on one.',
  'spacing-conflict':
    'The image gives two scales that disagree; the first by the documented order is used. Check on an object of known size which is right.',
  'user-calibration': 'The scale was entered or measured by a user.',
  'views-too-parallel': 'The two views are too nearly parallel to give a position.',
  'entered-geometry':
    'Geometry of a view was entered by a person: that it fits the image is not checked, and nothing is allowed for its errors but what the record says.',
  'ray-gap': 'The rays of the two views miss each other: the patient or the target moved between them.',
  'open-surface': 'The target mesh is not closed, so it has no inside.',
  'empty-contours':
    'Contours of the target cancel each other on one of its planes: what lies in an even number of them is outside.',
  'tip-outside-image': 'A mark lies outside the image.',
  'lossy-image': 'The image was compressed with loss.',
  'artefact-band':
    'Distances are those of the marked end of the void; the metal tip may lie anywhere in the artefact band.',
  'artefact-band-undecided':
    'The places of the artefact band do not all lie on one side of the target surface with enough certainty.',
  'artefact-band-unknown':
    'In MR the void is not the needle: how far the metal tip lies from its end is not known; enter the artefact band.',
  'no-look-before-commitment': 'No look is known to have been taken before the commitment.',
  'look-time-unknown': 'A look has no time: it may have been the last one before the commitment.',
  'zone-not-measured':
    'A working zone of the device is not measured: that needs the tip, a shaft point and a target with an inside, in millimetres of the patient; in one image only lengths of the device can be.',
  'zone-beyond-shaft':
    'A working zone reaches farther back than the shaft is marked: there the device is taken to go straight on.',
} as const satisfies Readonly<Record<string, string>>;

export type CaveatCode = keyof typeof CAVEATS;

export const caveat = (code: CaveatCode): Caveat => ({ code, message: CAVEATS[code] });

/** What a scale's basis obliges to say, in an image or projection of this modality. */
export const scaleCaveats = ({ kind, modality, scale, calibration }: ScaledSpace): readonly Caveat[] => {
  const codes: CaveatCode[] = [];
  if (scale.basis === 'none') codes.push('uncalibrated');
  if (scale.basis === 'imager' || scale.basis === 'nominal-scanned') codes.push('at-detector-scale');
  if (scale.basis === 'imager-magnification') codes.push('depth-scale');
  if (scale.basis === 'user') codes.push('user-calibration');
  // A known object gives the magnification at its own depth, which is the target's by the reader's word alone.
  if (scale.basis === 'user' && kind === 'projection' && calibration?.atTargetDepth !== true) codes.push('depth-scale');
  if (scale.basis === 'pixel-spacing') codes.push(...pixelSpacingCaveats(kind, modality));
  if (isAnisotropic(scale)) codes.push('anisotropic-scale');
  return codes.map(caveat);
};

/** PixelSpacing is only plain in planes through the patient. Ultrasound ought to have regions, everything else a calibration type. */
const pixelSpacingCaveats = (kind: ScaledSpace['kind'], modality: string): readonly CaveatCode[] => {
  if (kind === 'projection') return ['calibration-unknown'];
  const nature = imageNature(undefined, modality, { nominalScannedSpacing: false, place: false });
  if (nature === 'tomographic') return [];
  return [nature === 'ultrasound' ? 'no-region' : 'calibration-unknown'];
};
