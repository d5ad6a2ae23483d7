/** The parts of the panel that are of use only once something is marked: loaded after the panel stands. */
export { looksView } from './looks-view.ts';
export { modalityView } from './modality-view.ts';
export { profileView } from './profile-view.ts';
export { zonesView } from './zones-view.ts';
export { calibrationView } from './calibration-view.ts';
export { scaleView } from './scale-view.ts';
export { examinationView, pixelsSentence } from './examination-view.ts';
export { suggestionView } from './suggestion-view.ts';
export { storeView } from './store-view.ts';
