import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documented, ROOT } from './documented.ts';

/**
 * A project of somebody who uses the package: a folder with these files, in whose node_modules `tipcheck` is this package as built and the
 * rest what the package was built with.
 */
export const makeConsumer = (
  name: string,
  files: Readonly<Record<string, string>>,
  /** A node_modules with another version of Cornerstone and what it needs. */
  cornerstone = join(ROOT, 'node_modules'),
): string => {
  const folder = join(ROOT, 'build', 'consumers', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(ROOT, join(folder, 'node_modules', 'tipcheck'), 'dir');
  for (const dependency of ['@cornerstonejs', '@kitware', 'dicom-parser', 'xmlbuilder2'])
    symlinkSync(join(cornerstone, dependency), join(folder, 'node_modules', dependency), 'dir');
  symlinkSync(join(ROOT, 'node_modules', 'vite'), join(folder, 'node_modules', 'vite'), 'dir');
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: `consumer-${name}`, private: true, type: 'module' }),
  );
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

/** The settings that the guide gives for Vite, word for word. */
export const documentedViteConfig = (): string => documented('docs/embedding.md', 'vite');
