import type * as assessing from './assessing.ts';
import { LatePart } from './late-part.ts';

export type AssessingPart = typeof assessing;

/** What assesses, for all sessions of a page: marks are made, drawn and kept without it. */
export const lateAssessing = new LatePart<AssessingPart>(() => import('./assessing.ts'));
