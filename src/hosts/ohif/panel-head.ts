import type { ReadonlySignal } from '@preact/signals-core';
import type { Notice } from '../../session/session.ts';
import type { KeptWork } from '../kept-work.ts';
import type { HostTwoViews } from './two-views.ts';
import type { Text } from '../../words/text.ts';

/** What stands above the panel. */
export interface PanelHead {
  /** What makes marks or their storing doubtful here, one line each. */
  readonly troubles: ReadonlySignal<readonly string[]>;
  readonly keptWork: ReadonlySignal<KeptWork | null>;
  readonly notice: ReadonlySignal<Notice | null>;
  readonly layouts: readonly { readonly id: string; readonly label: Text }[];
  arrange(layout: string): void;
  /** Null without two X-ray views, or until what pairs them is loaded. */
  readonly twoViews: ReadonlySignal<Pick<HostTwoViews, 'view'> | null>;
  /** Null where the host's own Undo does it. */
  readonly undo: { readonly undo: () => void; readonly redo: () => void } | null;
}
