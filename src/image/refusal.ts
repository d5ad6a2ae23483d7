/** An expected refusal: a value, not an exception. `code` is kebab-case, `message` one line that says what and why. */
export interface Refusal<Code extends string = string> {
  readonly kind: 'refused';
  readonly code: Code;
  readonly message: string;
}

/** Text as one line without control characters: names and messages may hold what others wrote. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();

export const refusal = <Code extends string>(code: Code, message: string): Refusal<Code> => ({
  kind: 'refused',
  code,
  message: oneLine(message),
});

export const isRefusal = (value: object): value is Refusal =>
  'kind' in value && value.kind === 'refused' && 'code' in value;
