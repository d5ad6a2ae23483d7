export type LoadErrorCode =
  'network' | 'unauthorized' | 'not-found' | 'server-error' | 'unexpected-answer' | 'cancelled';

/** The world failed: a network, a server. Never bad input, which is refused as a value. */
export class LoadError extends Error {
  readonly code: LoadErrorCode;
  /** HTTP status of the answer; null where there was none. */
  readonly status: number | null;

  constructor(code: LoadErrorCode, message: string, cause?: unknown, status: number | null = null) {
    super(message, { cause });
    this.name = 'LoadError';
    this.code = code;
    this.status = status;
  }
}

/** By the answer's status; 0 is no answer at all. */
export const loadErrorFor = (status: number, what: string, cause?: unknown): LoadError => {
  if (status === 0) return new LoadError('network', `${what}: the server can’t be reached`, cause);
  if (status === 401 || status === 403)
    return new LoadError('unauthorized', `${what}: the server asks for permission (${String(status)})`, cause, status);
  if (status === 404 || status === 410)
    return new LoadError('not-found', `${what}: the server doesn’t have it (${String(status)})`, cause, status);
  return new LoadError('server-error', `${what}: the server failed (${String(status)})`, cause, status);
};
