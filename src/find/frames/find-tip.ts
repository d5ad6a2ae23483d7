import type { NotFound } from '../candidate.ts';
import { findInFluoroscopy } from './fluoroscopy.ts';
import type { FrameCandidate } from './frame-candidate.ts';
import type { FrameSearch } from './frame.ts';
import { findInUltrasound } from './ultrasound.ts';

/**
 * The tip of the device that was pointed at, in a single image or cine: candidates, best first, or why there is none. Positions, sigmas and
 * distances along the profile are pixels of the image (SCOORD). A suggestion only: a person accepts it.
 */
export const findTipInFrames = (search: FrameSearch): readonly FrameCandidate[] | NotFound =>
  search.modality === 'US' ? findInUltrasound(search) : findInFluoroscopy(search);
