/** What the panel shows once it stands: loaded in one piece, and not needed for the first picture. */
export { calibrationView } from './calibration-view.ts';
export { looksView } from './looks-view.ts';
export { profileView } from './profile-view.ts';
export { scaleView } from './scale-view.ts';
export { zonesView } from './zones-view.ts';
