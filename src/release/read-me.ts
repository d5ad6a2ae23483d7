import { DEIDENTIFICATION_METHOD } from './method-elements.ts';

export interface ReadMeOptions {
  readonly images: number;
  readonly records: number;
  readonly reports: number;
  readonly dates: 'shifted' | 'removed';
  readonly keepsOverlays: boolean;
  /** What somebody looked at and let pass. */
  readonly acknowledged: readonly { readonly reason: string; readonly images: readonly number[] }[];
}

const imageNames = (images: readonly number[]): string =>
  images.length > 12 ? `${String(images.length)} images` : images.map(imageName).join(', ');

/** Images are numbered in the order in which they were given. */
export const imageName = (number: number): string => `images/${String(number).padStart(4, '0')}.dcm`;

/** What was done, for whoever is given the archive. */
export const readMe = ({ images, records, reports, dates, keepsOverlays, acknowledged }: ReadMeOptions): string =>
  [
    'Images without patient data, exported by TipCheck',
    '',
    `${String(images)} image${images === 1 ? '' : 's'} in images/, ${String(records)} confirmation${records === 1 ? '' : 's'} (*.tipcheck.json), ${String(reports)} report${reports === 1 ? '' : 's'} (report*.dcm).`,
    'Unpack it, then open the images and the confirmations together.',
    '',
    'What was done',
    `- ${DEIDENTIFICATION_METHOD}, Basic Application Level Confidentiality Profile.`,
    '- Names, numbers, descriptions, comments, people, institutions and devices are removed or replaced by values that say nothing.',
    '- Every UID is replaced by a random one, the same one wherever it stood: images, confirmations and reports still belong together.',
    dates === 'shifted'
      ? '- All dates and times are shifted by one and the same random span: intervals are true, dates and times of day are not. Birth dates are removed.'
      : '- Dates and times are removed.',
    '- Private attributes, curves and every attribute that is not known to be harmless are removed.',
    keepsOverlays ? '- Overlay planes are kept, without their texts.' : '- Overlay planes are removed.',
    '- Pixels are as they were: nothing in the pictures was changed or masked.',
    '',
    'What somebody has to have looked at',
    ...(acknowledged.length === 0
      ? ['- Nothing was found that had to be looked at.']
      : acknowledged.map(({ reason, images: of }) => `- ${reason} (${imageNames(of)}): looked at and released.`)),
    '',
    'For review and teaching. Not a medical device.',
    '',
  ].join('\n');
