import type { Study } from '../viewer/study.ts';
import type { Opened } from './open.ts';

export interface ArchiveStudy {
  readonly url: string;
  readonly studyInstanceUID: string;
  readonly getHeaders: (() => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>) | null;
  readonly signal: AbortSignal;
}

export const openArchive = (_study: Study, _archive: ArchiveStudy): Promise<Opened> =>
  Promise.reject(new Error('not connected yet'));
