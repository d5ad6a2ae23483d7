import { isRefused, refused } from '../confirmation/record.ts';
import { dicomWebStore } from '../load/dicomweb-store.ts';
import type { GetHeaders } from '../load/dicomweb-client.ts';
import { keepsNothing, outboxDatabase } from '../session/outbox-database.ts';
import { reportObjects } from '../session/report-objects.ts';
import { ReportStoring } from '../session/report-storing.ts';
import type { Session } from '../session/session.ts';
import { imagesOfRecord } from '../session/source-images.ts';
import type { Study } from '../viewer/study.ts';
import { hostStore, type StoreFunction } from './host-store.ts';

/** Where reports go: an archive's DICOMweb services with the study that was opened there, or the host's own function. */
export type StoringPlace =
  | { readonly url: string; readonly studyInstanceUID: string; readonly getHeaders: GetHeaders }
  | {
      readonly store: () => StoreFunction | null;
      /** Tells archives apart that a host may have several of. */
      readonly name?: string;
    };

/** What a host's own entries are kept under. */
const HOST = 'host';

/**
 * Begins to store the reports of a session: takes up what an earlier page left, and tries again whenever the network comes back.
 *
 * @param keeps whether what waits may be kept in the browser
 */
export const startStoring = (
  session: Session,
  study: Pick<Study, 'series'>,
  place: StoringPlace,
  { keeps }: { readonly keeps: boolean },
): { readonly storing: ReportStoring; readonly stop: () => void } => {
  const own = 'url' in place ? place.studyInstanceUID : null;
  const storing = new ReportStoring({
    session,
    destination: 'url' in place ? new URL(place.url, document.baseURI).href : (place.name ?? HOST),
    store: 'url' in place ? dicomWebStore(place.url, place.getHeaders) : hostStore(place.store),
    keep: keeps ? outboxDatabase : keepsNothing,
    write: async (record, assessment, options) => {
      const series = study.series.peek();
      const images = imagesOfRecord(record, series);
      if (isRefused(images)) return images;
      // An archive that doesn't have the images has no use for what was measured on them.
      if (own !== null && images[0].attributes.studyInstanceUID !== own)
        return refused('another-study', 'its images are not of the study that was opened from the archive');
      return reportObjects({ record, assessment, images, series, ...options });
    },
  });
  const online = (): void => {
    storing.retry();
  };
  window.addEventListener('online', online);
  return {
    storing,
    stop: () => {
      window.removeEventListener('online', online);
      storing.dispose();
    },
  };
};
