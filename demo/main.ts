import { startPage } from '../src/hosts/page/page.ts';

/** The page behind `npm start`, and the one that a site deploys: what it opens is said by its address and by `tipcheck.json` beside it. */
// No top-level await: parts that are loaded later would wait for this file, which waits for them.
void startPage({ root: document.body, samples: './index.json' });
