import { skipped } from '../../load/load-input.ts';
import { readDicomObject, type DicomObject } from '../../load/dicom-object.ts';
import { dicomWebServer } from '../../load/dicomweb-client.ts';
import { naturalizedSource } from '../../load/naturalized-source.ts';
import { readArchiveReports, type ReadReports } from '../read-reports.ts';
import { dataSourceOf, type Instance, type Managers } from './services.ts';

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
): ((signal?: AbortSignal) => Promise<ReturnType<typeof readDicomObject>>) => {
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

/** TipCheck's reports among documents of the host, those in force of each record. */
export const readStoredReports = (
  documents: readonly Instance[],
  managers: Managers,
  signal: AbortSignal,
): Promise<ReadReports> =>
  readArchiveReports(
    documents.map((instance) => ({
      sopClassUID: textIn(instance, 'SOPClassUID'),
      reference: {
        studyInstanceUID: textIn(instance, 'StudyInstanceUID'),
        seriesInstanceUID: textIn(instance, 'SeriesInstanceUID'),
        sopInstanceUID: textIn(instance, 'SOPInstanceUID'),
      },
      description: naturalizedSource(instance),
      skipped: skipped('Report', 'not-an-image', 'it is a document'),
      read: reader(managers, instance),
    })),
    signal,
  );
