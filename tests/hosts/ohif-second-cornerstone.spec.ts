import { expect, test, type Page } from '@playwright/test';
import { build } from 'vite';
import { ctCase } from '../browser/viewer.ts';
import { ROOT } from '../support/documented.ts';
import { orthancInstalled, startOrthanc, type Orthanc } from '../support/orthanc.ts';
import { inOhif, lastChange, noPageErrors, open, placeOf, uploadSample, use, type HostPage } from './ohif-page.ts';

/** A plugin that brings Cornerstone of its own into OHIF's page: a bundle of its own, of another version than the host's, that really draws. */

let archive: Orthanc;
let study: string;
let bundle: string;

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');
test.setTimeout(180_000);

const PLUGIN = '/plugins/with-cornerstone.js';

/** What such a plugin does with its copy. */
const SOURCE = `
import * as core from '@cornerstonejs/core';
export { core };
export const show = () => {
  core.init();
  const element = document.createElement('div');
  element.style.cssText = 'position:fixed;left:0;bottom:0;width:200px;height:160px';
  document.body.append(element);
  const engine = new core.RenderingEngine('of-a-plugin');
  engine.enableElement({ viewportId: 'of-a-plugin', type: core.Enums.ViewportType.STACK, element });
  engine.render();
  return () => { engine.destroy(); element.remove(); };
};
`;

const bundled = async (): Promise<string> => {
  const entry = 'virtual:with-cornerstone';
  const built = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: { xmlbuilder2: 'xmlbuilder2/lib/xmlbuilder2.min.js' } },
    plugins: [
      {
        name: 'with-cornerstone',
        resolveId: (id) => (id.endsWith(entry) ? `${ROOT}/with-cornerstone.js` : null),
        load: (id) => (id === `${ROOT}/with-cornerstone.js` ? SOURCE : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [result] = (Array.isArray(built) ? built : [built]) as { output: { type: string; code: string }[] }[];
  const [chunk, ...others] = (result?.output ?? []).filter(({ type }) => type === 'chunk');
  if (!chunk || others.length > 0) throw new Error('the plugin is to be one file');
  return chunk.code;
};

test.beforeAll(async () => {
  archive = await startOrthanc();
  study = await uploadSample(archive, 'ct-abscess');
  bundle = await bundled();
});

test.afterAll(async () => {
  await archive.stop();
});

interface Copy {
  readonly core: { getRenderingEngines(): readonly { readonly id: string }[]; readonly Enums: object };
  readonly show: () => () => void;
}

const clickTip = async (page: Page): Promise<void> => {
  const { x, y } = await placeOf(page, ctCase.tip);
  await page.mouse.click(x, y);
};

for (const version of ['3.13.2', '3.11.1'])
  test(`OHIF ${version}: what a second Cornerstone draws is told of, marks go on in the host’s, and the line goes when it goes @full`, async ({
    page,
  }) => {
    await inOhif(version, archive.url, async (site) => {
      site.scripts.set(PLUGIN, bundle);
      await open(page, site, { studies: [study] });
      await use(page, 'Mark tip');
      await clickTip(page);
      await expect(page.getByRole('alert')).toHaveCount(0);
      const engines = await page.evaluate(async (path) => {
        const copy = (await import(path)) as Copy;
        (window as unknown as { gone: () => void }).gone = copy.show();
        const { cornerstone } = window as unknown as HostPage;
        const ids = (core: { getRenderingEngines(): readonly object[] }): string[] =>
          core.getRenderingEngines().map((engine) => (engine as { id: string }).id);
        return { own: ids(copy.core), ofTheHost: ids(cornerstone) };
      }, PLUGIN);
      // They really share nothing.
      expect(engines.own).toEqual(['of-a-plugin']);
      expect(engines.ofTheHost).not.toContain('of-a-plugin');
      await clickTip(page);
      await expect(page.getByRole('alert')).toContainText('A second Cornerstone is on this page.');
      await expect(page.getByRole('alert')).toContainText('Look for a plugin that brings its own copy.');
      expect((await lastChange(page)).record?.tip).toBeDefined();
      await page.evaluate(() => {
        (window as unknown as { gone: () => void }).gone();
      });
      await clickTip(page);
      await expect(page.getByRole('alert')).toHaveCount(0);
      await noPageErrors(page);
    });
  });

test('OHIF 3.13.2: a copy that a plugin puts where hosts put theirs is told of and not used @full', async ({
  page,
}) => {
  await inOhif('3.13.2', archive.url, async (site) => {
    site.scripts.set(PLUGIN, bundle);
    site.scripts.set(
      '/plugins/greedy.js',
      `import { core } from '${PLUGIN}';
       export default { id: 'site.greedy', preRegistration: () => { window['@cornerstonejs/core'] = core; } };`,
    );
    site.configuration = { extensions: ['/plugins/greedy.js', '/tipcheck/ohif.js'] };
    await open(page, site, { studies: [study] });
    await use(page, 'Mark tip');
    await clickTip(page);
    await expect(page.getByRole('alert')).toContainText('A second Cornerstone is on this page.');
    expect((await lastChange(page)).record?.tip).toBeDefined();
    await noPageErrors(page);
  });
});
