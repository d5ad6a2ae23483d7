import { expect, test, type Page } from '@playwright/test';
import { ctCase } from '../browser/viewer.ts';
import type { OhifSite } from '../support/ohif.ts';
import { orthancInstalled, startOrthanc, type Orthanc } from '../support/orthanc.ts';
import {
  archiveState,
  inOhif,
  noPageErrors,
  open,
  placeOf,
  removeReports,
  seriesIn,
  uploadSample,
  use,
  verdict,
} from './ohif-page.ts';

/** An archive that answers 401 to every request without the token of whoever is signed in to OHIF. */

let archive: Orthanc;
let study: string;

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');
test.setTimeout(180_000);

test.beforeAll(async () => {
  archive = await startOrthanc();
  study = await uploadSample(archive, 'ct-abscess');
});

test.afterAll(async () => {
  await archive.stop();
});

test.afterEach(async () => {
  await removeReports(archive);
});

/** How a site signs its users in, as OHIF documents it: a service of its own that says what requests carry. */
const SIGN_IN = `
export default {
  id: 'site.sign-in',
  preRegistration: ({ servicesManager }) => {
    servicesManager.services.userAuthenticationService.setServiceImplementation({
      getAuthorizationHeader: () => (window.token ? { Authorization: window.token } : undefined),
    });
  },
};
`;

const FIRST = 'Bearer first-token';
const RENEWED = 'Bearer renewed-token';

const signIn = (page: Page, token: string): Promise<void> =>
  page.evaluate((given) => {
    (window as unknown as { token: string }).token = given;
  }, token);

const openSignedIn = async (page: Page, site: OhifSite): Promise<void> => {
  site.scripts.set('/plugins/sign-in.js', SIGN_IN);
  site.configuration = { extensions: ['/plugins/sign-in.js', '/tipcheck/ohif.js'] };
  site.authorization = FIRST;
  await page.addInitScript((token) => {
    (window as unknown as { token: string }).token = token;
  }, FIRST);
  await open(page, site, { studies: [study] });
};

/** Whole objects are asked for by nobody but us here: OHIF takes metadata, frames and bulk data. */
const WHOLE_OBJECT = /\/studies\/[^/]+\/series\/[^/]+\/instances\/[^/]+$/;

test('OHIF 3.13.2: reports are stored and read again with the token of whoever is signed in, as it is at that time @full', async ({
  page,
}) => {
  await inOhif('3.13.2', archive.url, async (site) => {
    await openSignedIn(page, site);
    await use(page, 'Mark tip');
    const { x, y } = await placeOf(page, ctCase.tip);
    await page.mouse.click(x, y);

    // The token has run out: the archive refuses, and that is said.
    site.authorization = RENEWED;
    await page.getByRole('button', { name: 'Store report' }).click();
    await expect(archiveState(page)).toContainText(/Waiting for the archive|Not stored/, { timeout: 30_000 });
    expect(await seriesIn(archive, 'SR')).toHaveLength(0);
    const refused = site.asked.filter(({ authorization }) => authorization !== RENEWED).length;
    await signIn(page, RENEWED);
    await page.getByRole('button', { name: 'Store report' }).click();
    await expect(archiveState(page)).toContainText('Saved to archive', { timeout: 30_000 });
    expect(await seriesIn(archive, 'SR')).toHaveLength(1);

    // Back to the list and into the study again: we list its series and retrieve the report ourselves.
    const asked = site.asked.length;
    await page.locator('[data-cy="return-to-work-list"]').click();
    await expect(page.locator('tipcheck-panel')).toHaveCount(0);
    await page.goBack();
    await expect(verdict(page)).toContainText('Indeterminate', { timeout: 60_000 });
    await expect(archiveState(page)).toContainText('Saved to archive');
    const again = site.asked.slice(asked);
    const own = again.filter(({ method, path }) => method === 'GET' && WHOLE_OBJECT.test(path));
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map(({ authorization }) => authorization))).toEqual(new Set([RENEWED]));
    // Nobody asks without a token, or with one that has run out, once there is a new one.
    expect(site.asked.filter(({ authorization }) => authorization !== RENEWED)).toHaveLength(refused);
    expect(site.asked.filter(({ authorization }) => authorization === null)).toEqual([]);
    await noPageErrors(page);
  });
});
