import type { Text } from '../../words/text.ts';
import { t } from '../../words/words.ts';

/** One line for the reader of the page, said in the page's language when it is shown. Names fields and parameters, never their values. */
export interface Line {
  readonly text: Text;
  readonly values?: Readonly<Record<string, string | number>>;
  /** A value that is a text itself. */
  readonly reason?: Text;
}

export const line = (text: Text, values?: Line['values'], reason?: Text): Line => ({
  text,
  ...(values && { values }),
  ...(reason !== undefined && { reason }),
});

export const lineText = ({ text, values, reason }: Line): string =>
  t(text, { ...values, ...(reason !== undefined && { reason: t(reason) }) });
