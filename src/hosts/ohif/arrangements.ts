import type { ImageSeries } from '../../image/series.ts';
import { patientOf } from '../two-views.ts';
import { PROTOCOLS } from './names.ts';

/** Whether what is open is of more than one patient. */
export const isOfSeveralPatients = (series: readonly ImageSeries[]): boolean => new Set(series.map(patientOf)).size > 1;

export const SEVERAL_PATIENTS =
  'Studies of more than one patient are open. TipCheck sets only images of the first one beside each other.';

/** Whether one patient has two of them. */
const hasTwo = (series: readonly ImageSeries[]): boolean =>
  series.some((one, at) => series.findIndex((other) => patientOf(other) === patientOf(one)) < at);

/** Why the images that are open can’t be arranged so; null where they can, or where the host is to say it. */
export const whyNotArranged = (protocolId: string, series: readonly ImageSeries[]): string | null => {
  const projections = series.filter(({ space }) => space === 'projection');
  if (protocolId === PROTOCOLS.projections && !hasTwo(projections))
    return 'Two projections need two X-ray views of one patient. Open the study that has the other one together with this one.';
  if (protocolId === PROTOCOLS.earlier && !hasTwo(series))
    return 'An earlier look needs a second series of this patient. Open the earlier study together with this one.';
  return null;
};
