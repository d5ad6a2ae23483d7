/** A DICOM person name (PS3.5 6.2.1) as people write it: the alphabetic group, its components apart by spaces. */
export const personName = (name: string | undefined): string =>
  (name ?? '').split('=')[0]?.split('^').filter(Boolean).join(' ') ?? '';
