import { oneLine } from '../image/refusal.ts';

/** What a command printed and how it ended. 0: done; 2: input or usage refused; 1: our fault. */
export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: 0 | 1 | 2;
}

/** The line on standard error that says what was refused and why. */
export const refusalLine = (code: string, message: string): string => `tipcheck: ${code}: ${oneLine(message)}\n`;

export const refusedResult = (code: string, message: string): CommandResult => ({
  stdout: '',
  stderr: refusalLine(code, message),
  exitCode: 2,
});
