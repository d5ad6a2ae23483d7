import type { Confirmation } from '../../confirmation/record.ts';
import type { ImageSeries } from '../../image/series.ts';
import type { CaseList } from '../session.ts';
import { frameOfReferenceOf, isOfSeries } from '../space-of.ts';

/** The UID by which a record itself names where its marks lie. */
const ownUidOf = ({ space }: Confirmation): string => {
  if (space.kind === 'patient') return space.frameOfReferenceUID;
  return space.kind === 'biplane' ? space.views[0].sopInstanceUID : space.sopInstanceUID;
};

const isOn = ({ space }: Confirmation, series: ImageSeries): boolean =>
  space.kind === 'biplane'
    ? series.instances.some(({ sopInstanceUID }) => sopInstanceUID === space.views[0].sopInstanceUID)
    : isOfSeries(space, series);

/** The study that a record belongs to, as far as the images that are open say; else the UID by which it names them itself. */
const studyOfRecord = (record: Confirmation, open: readonly ImageSeries[]): string =>
  open.find((series) => series.studyInstanceUID !== null && isOn(record, series))?.studyInstanceUID ?? ownUidOf(record);

const studyOfImage = (sopInstanceUID: string, open: readonly ImageSeries[]): string =>
  open.find(
    ({ studyInstanceUID, instances }) =>
      studyInstanceUID !== null && instances.some((instance) => instance.sopInstanceUID === sopInstanceUID),
  )?.studyInstanceUID ?? sopInstanceUID;

/** Every UID under which work on these images may have been kept. */
export const studiesOf = (open: readonly ImageSeries[]): ReadonlySet<string> =>
  new Set(
    open.flatMap((series) => [
      ...(series.studyInstanceUID === null ? [] : [series.studyInstanceUID]),
      frameOfReferenceOf(series),
      ...series.instances.map(({ sopInstanceUID }) => sopInstanceUID),
    ]),
  );

/** Sorts a session's list by study. What has been sorted once stays there, also when its images are closed. */
export class Studies {
  readonly #known = new Map<string, string>();

  #once(key: string, find: () => string): string {
    const study = this.#known.get(key) ?? find();
    this.#known.set(key, study);
    return study;
  }

  /** A record that was read back belongs where it was. */
  know(record: Confirmation, study: string): void {
    this.#known.set(record.id, study);
  }

  byStudy(list: CaseList, open: readonly ImageSeries[]): ReadonlyMap<string, CaseList> {
    const studies = new Map<string, CaseList>();
    const of = (study: string): CaseList =>
      studies.get(study) ?? { confirmations: [], activeId: null, calibrations: [] };
    for (const record of list.confirmations) {
      const study = this.#once(record.id, () => studyOfRecord(record, open));
      const { confirmations, activeId, ...rest } = of(study);
      studies.set(study, {
        ...rest,
        confirmations: [...confirmations, record],
        activeId: record.id === list.activeId ? record.id : activeId,
      });
    }
    for (const calibration of list.calibrations) {
      const { sopInstanceUID } = calibration;
      const study = this.#once(sopInstanceUID, () => studyOfImage(sopInstanceUID, open));
      studies.set(study, { ...of(study), calibrations: [...of(study).calibrations, calibration] });
    }
    return studies;
  }
}
