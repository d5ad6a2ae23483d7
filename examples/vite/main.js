import 'tipcheck/element';

const viewer = document.querySelector('tipcheck-viewer');
viewer.addEventListener('tipcheck-change', ({ detail }) => {
  console.log(detail.assessment?.verdict ?? 'nothing marked');
});
