import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, loadConfigFromFile, type UserConfig } from 'vite';

/** A page of the bench, as a script of `pages/`. */
export type PageName = 'ours' | 'cornerstone' | 'cornerstone-volume' | 'dwv' | 'floor';

/** Newest change under a folder or file, ms. */
const newest = (path: string): number => {
  const stat = statSync(path);
  return stat.isDirectory()
    ? readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs)
    : stat.mtimeMs;
};

const SOURCES: Readonly<Record<PageName, readonly string[]>> = {
  ours: ['src', 'tests/bench/browser'],
  cornerstone: ['tests/bench/browser'],
  'cornerstone-volume': ['tests/bench/browser'],
  dwv: ['tests/bench/browser'],
  floor: ['tests/bench/browser'],
};

/** Builds a page for production, as vite.config.ts builds ours, unless it is there already. `peers`: the folder with node_modules of dwv. */
export const builtPage = async (root: string, out: string, name: PageName, peers: string | null): Promise<string> => {
  const folder = join(out, name);
  const made = join(folder, 'index.html');
  const changed = Math.max(...[...SOURCES[name], 'package-lock.json'].map((path) => newest(join(root, path))));
  if (existsSync(made) && statSync(made).mtimeMs >= changed) return folder;
  const own = await loadConfigFromFile({ command: 'build', mode: 'production' }, join(root, 'vite.config.ts'));
  const { resolve, worker } = own?.config ?? {};
  const { plugins = [] } = own?.config ?? {};
  const dwv = peers === null ? null : join(peers, 'node_modules', 'dwv', 'dist');
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    publicDir: false,
    // The stock page is built as its users build it: without what we change about the decoders.
    plugins: name === 'ours' ? plugins.filter((plugin) => isNamed(plugin, 'codecs')) : [],
    resolve: { ...resolve, ...(dwv !== null && { alias: { ...aliasOf(resolve), dwv: join(dwv, 'dwv.min.js') } }) },
    worker: { format: 'es', ...(name === 'ours' && worker) },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 6000,
      rolldownOptions: {
        input: { page: join(root, 'tests/bench/browser/pages', `${name}.ts`) },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  // It looks for its workers beside its script.
  if (name === 'dwv' && dwv !== null) {
    mkdirSync(join(folder, 'assets'), { recursive: true });
    cpSync(join(dwv, 'assets'), join(folder, 'assets'), { recursive: true });
  }
  writeFileSync(
    made,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title><style>body { margin: 0; background: #000 }</style></head><body><script type="module" src="./page.js"></script></body></html>\n`,
  );
  return folder;
};

const aliasOf = (resolve: UserConfig['resolve']): Record<string, string> =>
  typeof resolve?.alias === 'object' && !Array.isArray(resolve.alias) ? (resolve.alias as Record<string, string>) : {};

const isNamed = (plugin: unknown, part: string): boolean =>
  typeof plugin === 'object' && plugin !== null && 'name' in plugin && String(plugin.name).includes(part);
