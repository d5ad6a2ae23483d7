import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { createExtension } from '../../../../src/hosts/ohif/extension.ts';
import { hostCornerstone } from '../../../../src/hosts/ohif/host-cornerstone.ts';
import type { ExtensionManager } from '../../../../src/hosts/ohif/services.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The line that a site writes into OHIF 3.14's configuration. */
const documented = (): string => /\{ packageName: [^}]+\}/.exec(readFileSync('docs/ohif.md', 'utf8'))?.[0] ?? '';

test('the documented descriptor names the extension by its id and the package, and a file that the package has', () => {
  const members: Readonly<Record<string, string | undefined>> = Object.fromEntries(
    [...documented().matchAll(/(\w+): '([^']+)'/g)].map(([, name, value]) => [String(name), String(value)]),
  );
  const { name, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    name: string;
    exports: Record<string, string | { readonly default?: string; readonly import?: string }>;
  };
  const { id } = createExtension() as { readonly id: string };
  expect(Object.keys(members)).toEqual(['packageName', 'importPath', 'coreVersionRange']);
  expect(members['packageName']).toBe(id);
  expect(id).toBe(name);
  expect(JSON.stringify(exports['./ohif'])).toContain(`dist/${members['importPath']?.split('/').at(-1) ?? '?'}`);
  expect(members['coreVersionRange']).toMatch(/^>=3\.14\.0 <\d+$/);
});

const manager = (exports?: object): ExtensionManager => ({
  getModuleEntry: () => exports && { exports },
  getActiveDataSource: () => [],
});

test('Cornerstone is the one that the host’s extension hands out, else that of the documented globals', () => {
  const [own, global] = [{ name: 'own' }, { name: 'global' }];
  expect(hostCornerstone(manager())).toBeNull();
  vi.stubGlobal('@cornerstonejs/core', global);
  expect(hostCornerstone(manager())).toBeNull();
  vi.stubGlobal('@cornerstonejs/tools', global);
  expect(hostCornerstone(manager())).toEqual({ core: global, tools: global });
  const libraries = { getCornerstoneLibraries: () => ({ cornerstone: own, cornerstoneTools: own }) };
  expect(hostCornerstone(manager(libraries))).toEqual({ core: own, tools: own });
});
