/** The version of this package, as reports name it. Held to package.json by a test. */
export const SOFTWARE_VERSION = '0.1.0';

export const SOFTWARE_NAME = 'TipCheck';

/** Names this implementation in what it writes (PS3.7 D.3.3.2). Derived from a random UUID (PS3.5 B.2), once and for all. */
export const IMPLEMENTATION_CLASS_UID = '2.25.227838436675798619399957323137292159866';
export const IMPLEMENTATION_VERSION_NAME = `TIPCHECK_${SOFTWARE_VERSION}`;
