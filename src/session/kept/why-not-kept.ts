/** Why the browser's database can't be used, in words for the reader. */
export const whyNotKept = (failure: unknown): string => {
  switch (failure instanceof DOMException ? failure.name : '') {
    case 'QuotaExceededError':
      return 'the disk, or the space that this page may use, is full';
    case 'NotSupportedError':
      return 'this browser has no database for this page';
    case 'SecurityError':
    case 'InvalidStateError':
    case 'NotAllowedError':
      return 'this browser does not let the page store anything';
    case 'VersionError':
      return 'a later version of this program uses its database';
    default:
      return 'its database could not be used';
  }
};
