import * as assessing from '../../src/session/assessing.ts';
import { LatePart } from '../../src/session/late-part.ts';
import { Session } from '../../src/session/session.ts';

/** A session that assesses at once: what it assesses with is loaded already. */
export const readySession = (): Session => new Session({ assessing: LatePart.of(assessing) });
