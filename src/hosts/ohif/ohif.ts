import { createExtension } from './extension.ts';

/** The file that OHIF loads by its address: it takes the default export. */
const extension = createExtension();

export { extension as default };
