import { effect, untracked } from '@preact/signals-core';
import type { Session } from '../../session/session.ts';
import { TOOL_NAMES } from '../../tools/tool-names.ts';

/** The host's primary button, as far as it is lent. */
export interface PrimaryTool {
  /** The tool that it uses now. */
  current(): string | null;
  use(toolName: string): void;
}

/** "Calibrate" in the panel lends the primary button to the tool that draws the object, and gives it back. Returns what ends it. */
export const lendToCalibration = (session: Session, primary: PrimaryTool): (() => void) => {
  let lentBy: string | null = null;
  return effect(() => {
    const isWanted = session.tool.value === 'calibrate';
    untracked(() => {
      const current = primary.current();
      if (isWanted && current !== TOOL_NAMES.calibrate) {
        lentBy = current;
        primary.use(TOOL_NAMES.calibrate);
      } else if (!isWanted && lentBy !== null) {
        // Whoever has chosen another tool meanwhile keeps it.
        if (current === TOOL_NAMES.calibrate) primary.use(lentBy);
        lentBy = null;
      }
    });
  });
};
