import { tipCheckMode } from './mode.ts';

/** The file that OHIF loads by its address: it takes the default export. */
export { tipCheckMode as default };
