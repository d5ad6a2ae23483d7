import type { HangingProtocolService, MatchedStudy } from './services.ts';

/**
 * What our hanging protocols ask of a display set beyond OHIF's own attributes: how near it is to the study that the address names first. OHIF
 * opens studies of several patients beside each other. More than 0: of the same patient, by identifier and name; more than 1: of its modality, too.
 */
export const KINSHIP = 'tipcheckKinship';

const patientOf = ({ series: [one] = [] }: MatchedStudy): string => {
  const [image] = one?.instances ?? [];
  return JSON.stringify([image?.['PatientID'], image?.['PatientName']]);
};

const modalityOf = ({ instances: [image] = [] }: NonNullable<MatchedStudy['series']>[number]): unknown =>
  image?.['Modality'];

/** Tells OHIF how it is found out. */
export const addProtocolAttributes = (service: HangingProtocolService | undefined): void => {
  service?.addCustomAttribute?.(KINSHIP, KINSHIP, (displaySet, asked) => {
    const first = asked?.studies?.[0];
    if (!first || patientOf(first) !== patientOf({ series: [displaySet] })) return 0;
    return first.series?.some((series) => modalityOf(series) === modalityOf(displaySet)) ? 2 : 1;
  });
};
