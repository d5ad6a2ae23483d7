import { barStyles } from './styles/bars.ts';
import { dialogStyles } from './styles/dialogs.ts';
import { layoutStyles } from './styles/layout.ts';
import { messageStyles } from './styles/messages.ts';
import { overlayStyles } from './styles/overlay.ts';
import { seriesStyles } from './styles/series.ts';
import { stageStyles } from './styles/stage.ts';

/** All of a viewer's own styles, by area. */
export const viewerStyles = [
  layoutStyles,
  barStyles,
  seriesStyles,
  stageStyles,
  overlayStyles,
  messageStyles,
  dialogStyles,
];
