/** A DICOM person name (PS3.5 6.2.1) as people write it: its first group that is filled in, components apart by spaces. */
export const personName = (name: string | undefined): string =>
  (name ?? '')
    .split('=')
    .find((group) => group !== '')
    ?.split('^')
    .filter(Boolean)
    .join(' ') ?? '';
