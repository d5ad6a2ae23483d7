import type { openCase } from './open-case.ts';

/** What shows teaching cases: most who open images never need it. */
export const openCaseParts = async (): Promise<typeof openCase> => {
  try {
    return (await import('./open-case.ts')).openCase;
  } catch (cause) {
    throw new Error('What shows teaching cases could not be loaded.', { cause });
  }
};
