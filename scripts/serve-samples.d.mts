import type { Plugin } from 'vite';

/** @param samples the folder of the samples */
export declare const servedSamples: (samples: string) => readonly string[];

/**
 * @param samples the folder of the samples
 * @param built what is built
 */
export declare const serveSamples: (samples: string, built: string) => Plugin;
