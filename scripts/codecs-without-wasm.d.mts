import type { Plugin } from 'vite';

/** For pages and their workers. */
export declare const codecsWithoutWasm: () => Plugin;
