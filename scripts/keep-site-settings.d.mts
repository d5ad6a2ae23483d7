import type { Plugin } from 'vite';

/** @param folder what is built */
export declare const keepSiteSettings: (folder: string) => Plugin;
