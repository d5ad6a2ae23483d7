import { skipped } from '../../load/load-input.ts';
import { readDicomObject, type DicomObject } from '../../load/dicom-object.ts';
import { textOf, uidOf } from '../../image/element-source.ts';
import type { RemoteObject } from '../../load/dicomweb.ts';
import { dicomWebServer, type DicomWebServer } from '../../load/dicomweb-client.ts';
import { jsonSource } from '../../load/json-source.ts';
import { naturalizedSource } from '../../load/naturalized-source.ts';
import { readArchiveReports, type ReadReports } from '../read-reports.ts';
import { dataSourceOf, type Instance, type Managers } from './services.ts';

const textIn = (instance: Instance, name: string): string => {
  const value = instance[name];
  return typeof value === 'string' ? value : '';
};

/** The archive behind the host's data source, asked with the host's own authorisation; null where it is none of DICOMweb. */
const archiveOf = (managers: Managers): DicomWebServer | null => {
  const root = dataSourceOf(managers)?.getConfig?.()?.wadoRoot;
  if (root === undefined) return null;
  const { userAuthenticationService } = managers.servicesManager.services;
  return dicomWebServer(new URL(root, document.baseURI).href, () =>
    Promise.resolve({ ...userAuthenticationService?.getAuthorizationHeader?.() }),
  );
};

/** A document as the archive has it; where the host's data source is no archive, as the host has it. */
const reader = (
  managers: Managers,
  instance: Instance,
): ((signal?: AbortSignal) => Promise<ReturnType<typeof readDicomObject>>) => {
  const asHostHasIt: DicomObject = {
    sopClassUID: textIn(instance, 'SOPClassUID'),
    source: naturalizedSource(instance),
    pixelBytes: () => null,
  };
  const server = archiveOf(managers);
  if (!server) return () => Promise.resolve(asHostHasIt);
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

/** TipCheck's reports of a study in series that the host doesn't list, as when one was stored since it did. Null where there are none. */
export const readUnlistedReports = async (
  studyInstanceUID: string,
  listed: ReadonlySet<string>,
  managers: Managers,
  signal: AbortSignal,
): Promise<ReadReports | null> => {
  const server = archiveOf(managers);
  const series = server ? (await server.seriesOf(studyInstanceUID, signal)).map(jsonSource) : [];
  const objects: RemoteObject[] = [];
  for (const one of series) {
    const seriesInstanceUID = uidOf(one, 'SeriesInstanceUID');
    if (!server || seriesInstanceUID === undefined || listed.has(seriesInstanceUID)) continue;
    if (textOf(one, 'Modality') !== 'SR') continue;
    for (const description of (await server.instancesOf(studyInstanceUID, seriesInstanceUID, signal)).map(jsonSource)) {
      const [sopClassUID, sopInstanceUID] = [uidOf(description, 'SOPClassUID'), uidOf(description, 'SOPInstanceUID')];
      if (sopClassUID === undefined || sopInstanceUID === undefined) continue;
      const reference = { studyInstanceUID, seriesInstanceUID, sopInstanceUID };
      objects.push({
        sopClassUID,
        reference,
        description,
        skipped: skipped('Report', 'not-an-image', 'it is a document'),
        read: async (stop) => readDicomObject(await server.instance(reference, stop)),
      });
    }
  }
  return objects.length === 0 ? null : readArchiveReports(objects, signal);
};
