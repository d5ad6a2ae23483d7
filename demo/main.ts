import { startPage } from '../src/hosts/page/page.ts';

/** The page behind `npm start`, and the one that a site deploys: what it opens is said by its address and by `tipcheck.json` beside it. */
await startPage({ root: document.body, samples: './index.json' });
