/** Comprehensive and Comprehensive 3D SR (PS3.4 B.5): what a confirmation is written in. */
const REPORT_CLASSES = new Set(['1.2.840.10008.5.1.4.1.1.88.33', '1.2.840.10008.5.1.4.1.1.88.34']);

/** The report that is on its way with an entry; none where a picture or page follows a report that is stored. */
export const reportOf = <StoredObject extends { readonly sopClassUID: string }>({
  objects,
}: {
  readonly objects: readonly StoredObject[];
}): StoredObject | undefined => objects.find(({ sopClassUID }) => REPORT_CLASSES.has(sopClassUID));
