import { uidOf } from '../../image/element-source.ts';
import { skipped } from '../../load/load-input.ts';
import { readDicomObject, type DicomObject } from '../../load/dicom-object.ts';
import type { RemoteObject } from '../../load/dicomweb.ts';
import { dicomWebServer } from '../../load/dicomweb-client.ts';
import { naturalizedSource } from '../../load/naturalized-source.ts';
import { readArchiveReports, type ReadReports } from '../read-reports.ts';
import { dataSourceOf, type DisplaySet, type Instance, type Managers } from './services.ts';

/** The documents of display sets that the host has, as far as it says what they are. */
const documentsOf = (displaySets: readonly DisplaySet[]): readonly Instance[] =>
  displaySets.flatMap(({ instance, instances = [] }) => (instance ? [instance] : instances.slice(0, 1)));

const textIn = (instance: Instance, name: string): string => {
  const value = instance[name];
  return typeof value === 'string' ? value : '';
};

/**
 * A document as the archive has it, retrieved with the host's own authorisation; where the host's data source isn't a DICOMweb archive, as the
 * host has it.
 */
const reader = (
  managers: Managers,
  instance: Instance,
): ((signal?: AbortSignal) => Promise<DicomObject | ReturnType<typeof readDicomObject>>) => {
  const asHostHasIt: DicomObject = {
    sopClassUID: textIn(instance, 'SOPClassUID'),
    source: naturalizedSource(instance),
    pixelBytes: () => null,
  };
  const root = dataSourceOf(managers)?.getConfig?.()?.wadoRoot;
  if (root === undefined) return () => Promise.resolve(asHostHasIt);
  const { userAuthenticationService } = managers.servicesManager.services;
  const server = dicomWebServer(new URL(root, document.baseURI).href, () =>
    Promise.resolve({ ...userAuthenticationService?.getAuthorizationHeader?.() }),
  );
  return async (signal) =>
    readDicomObject(
      await server.instance(
        {
          studyInstanceUID: textIn(instance, 'StudyInstanceUID'),
          seriesInstanceUID: textIn(instance, 'SeriesInstanceUID'),
          sopInstanceUID: textIn(instance, 'SOPInstanceUID'),
        },
        signal,
      ),
    );
};

/** Which documents have been looked at: display sets are told of again whenever one is added. */
export type SeenDocuments = Set<string>;

/** TipCheck's reports among what the host has, those in force of each record. Null where there is none that hasn't been seen. */
export const readStoredReports = async (
  displaySets: readonly DisplaySet[],
  managers: Managers,
  seen: SeenDocuments,
  signal: AbortSignal,
): Promise<ReadReports | null> => {
  const objects = documentsOf(displaySets).flatMap((instance): readonly RemoteObject[] => {
    const description = naturalizedSource(instance);
    const sopInstanceUID = uidOf(description, 'SOPInstanceUID');
    if (sopInstanceUID === undefined || textIn(instance, 'Modality') !== 'SR' || seen.has(sopInstanceUID)) return [];
    seen.add(sopInstanceUID);
    return [
      {
        sopClassUID: textIn(instance, 'SOPClassUID'),
        reference: {
          studyInstanceUID: textIn(instance, 'StudyInstanceUID'),
          seriesInstanceUID: textIn(instance, 'SeriesInstanceUID'),
          sopInstanceUID,
        },
        description,
        skipped: skipped('Report', 'not-an-image', 'it is a document'),
        read: reader(managers, instance),
      },
    ];
  });
  return objects.length === 0 ? null : readArchiveReports(objects, signal);
};
