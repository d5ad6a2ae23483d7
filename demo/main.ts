import '../src/hosts/element.ts';

/** The page behind `npm start`: a study of an archive when the address names one, else the bundled samples. */
const query = new URLSearchParams(location.search);
const viewer = document.createElement('tipcheck-viewer');
const study = query.get('StudyInstanceUIDs');
const dicomweb = query.get('dicomweb');
if (study && dicomweb) {
  viewer.setAttribute('study', study);
  viewer.setAttribute('dicomweb', dicomweb);
} else {
  viewer.setAttribute('samples', './index.json');
}
document.body.append(viewer);
