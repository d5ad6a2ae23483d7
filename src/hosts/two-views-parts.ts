/** What two views need beside one picture, loaded together when they are asked for. */
export { biplaneView } from '../panel/biplane-view.ts';
export { viewLabels } from '../session/two-views.ts';
export { followTwoViews, showTwoViews, showViewsOf } from './follow-two-views.ts';
export { secondViewDialog } from './two-views-dialog.ts';
