import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startOrthanc, type Orthanc } from './orthanc.ts';

export interface SampleArchive {
  readonly archive: Orthanc;
  readonly studyInstanceUID: string;
}

const folderOf = (sample: string): string => fileURLToPath(new URL(`../../sample-data/${sample}/`, import.meta.url));

const filled = async (archive: Orthanc, sample: string): Promise<SampleArchive> => {
  const folder = folderOf(sample);
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.dcm')))
    await archive.upload(readFileSync(`${folder}${name}`));
  const [study] = (await (await fetch(`${archive.url}/studies?expand`)).json()) as {
    MainDicomTags: { StudyInstanceUID: string };
  }[];
  if (!study) throw new Error(`the archive took nothing of ${sample}`);
  return { archive, studyInstanceUID: study.MainDicomTags.StudyInstanceUID };
};

/** Starts an archive that holds one of the samples and nothing else. */
export const startSampleArchive = async (sample: string): Promise<SampleArchive> => {
  const archive = await startOrthanc();
  try {
    return await filled(archive, sample);
  } catch (error) {
    await archive.stop();
    throw error;
  }
};
