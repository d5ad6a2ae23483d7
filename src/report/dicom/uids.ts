import { v5 } from 'uuid';

/** The name space of every UID that is derived from what it names: a random UUID, never to be changed. */
const NAME_SPACE = '9790bfb0-987c-4505-a2d4-ed41d45da60d';

/** A UUID as a UID (PS3.5 B.2). */
export const uidFromUuid = (uuid: string): string => `2.25.${BigInt(`0x${uuid.replaceAll('-', '')}`).toString()}`;

/**
 * The UID of something that is told by its names, as the tip of a record: the same on every save and every machine (RFC 9562, version 5).
 * Other names, other UIDs.
 */
export const derivedUid = (...names: readonly string[]): string => uidFromUuid(v5(JSON.stringify(names), NAME_SPACE));

/** The UID of some bytes: other bytes, another UID. */
export const uidOfBytes = (bytes: Uint8Array): string => uidFromUuid(v5(bytes, NAME_SPACE));
