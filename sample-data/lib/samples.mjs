import { ctAbscess, ctAbscessEarly } from './samples/ct-abscess.mjs';
import { mrVoid } from './samples/mr-void.mjs';
import { usCine } from './samples/us-cine.mjs';
import { biplane, xaCine, xaUncalibrated } from './samples/x-ray.mjs';

/**
 * All samples, in the order in which they are offered. `with`: further folders opened together with it.
 * @type {readonly { id: string, title: string, modality: string, description: string, sample: import('./samples/sample.mjs').Sample, with?: string[], relations?: { kind: string, sample: string }[] }[]}
 */
export const SAMPLES = [
  {
    id: 'ct-abscess',
    title: 'CT: needle in abscess',
    modality: 'CT',
    description:
      'A 17 G needle whose tip lies in an abscess; oblique 3 mm slices, pixels not square. With the look before.',
    sample: ctAbscess,
    with: ['ct-abscess-early'],
    relations: [{ kind: 'earlier-look', sample: 'ct-abscess-early' }],
  },
  {
    id: 'ct-abscess-early',
    title: 'CT: one step earlier',
    modality: 'CT',
    description: 'The same case before the last push: the tip is 7 mm short and outside the abscess.',
    sample: ctAbscessEarly,
    relations: [{ kind: 'later-look', sample: 'ct-abscess' }],
  },
  {
    id: 'us-cine',
    title: 'Ultrasound: cyst puncture',
    modality: 'US',
    description: 'A cine in which the shaft leaves the plane: in some frames the bright line ends before the tip.',
    sample: usCine,
  },
  {
    id: 'xa-cine',
    title: 'Fluoroscopy: catheter',
    modality: 'XA',
    description: 'A catheter on its way to an aneurysm; imager spacing with SID and SOD.',
    sample: xaCine,
  },
  {
    id: 'biplane',
    title: 'Two projections: needle',
    modality: 'XA',
    description: 'One needle in a vertebra from two C-arm angles 76° apart.',
    sample: biplane,
  },
  {
    id: 'mr-void',
    title: 'MR: needle as void',
    modality: 'MR',
    description: 'The needle is a signal void, wider than the metal and shifted at the tip.',
    sample: mrVoid,
  },
  {
    id: 'xa-uncalibrated',
    title: 'Fluoroscopy without a scale',
    modality: 'XA',
    description: 'Nothing in the file gives the size of a pixel: distances are in pixels.',
    sample: xaUncalibrated,
  },
];
