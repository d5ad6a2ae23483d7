import type { Catalog } from './text.ts';

/** The languages that the viewer speaks, by their BCP 47 tags. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'zh'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Fetched when asked for: a page in English loads none of them. */
export const CATALOGS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Catalog>>> = {
  de: () => import('./de/catalog.ts').then(({ german }) => german),
  fr: () => import('./fr/catalog.ts').then(({ french }) => french),
  es: () => import('./es/catalog.ts').then(({ spanish }) => spanish),
  zh: () => import('./zh/catalog.ts').then(({ chinese }) => chinese),
};
