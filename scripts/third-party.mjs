/**
 * What of other people's work a user of the package runs: the packages that are installed with it or are in its bundles, from the lock file.
 * Written into dist/ by the build: `THIRD-PARTY-NOTICES.txt` with every licence in full, and `sbom.cdx.json` (CycloneDX 1.5).
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup.mjs';

/** @typedef {{ name: string, version: string, licence: string, integrity: string | undefined, text: string | null, needs: string[] }} Part `needs`: package URLs */

/** @param {string} name @param {string} version */
const purl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** The last part of a path of node_modules: the package's name. @param {string} path */
const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** @param {string} path */
const licenceText = (path) => {
  const folder = join(ROOT, path);
  if (!existsSync(folder)) return null;
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying|unlicense)(\.|$)/i.test(name));
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim();
};

/** Where a package finds one that it needs: beside it, or in a folder above. @param {string} from @param {string} need @param {ReadonlySet<string>} all */
const found = (from, need, all) => {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${need}`;
    if (all.has(path)) return path;
    if (folder === '') return null;
  }
};

/** Every package that comes with this one, in the order of their names. @returns {Part[]} */
export const thirdParties = () => {
  /** @type {{ packages: Record<string, { version: string, license?: string, integrity?: string, dev?: boolean, peer?: boolean, devOptional?: boolean, dependencies?: Record<string, string> }> }} */
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const all = new Set(Object.keys(packages));
  return Object.entries(packages)
    .filter(([path, { dev, peer, devOptional }]) => path !== '' && !dev && !peer && !devOptional)
    .map(([path, { version, license = 'unknown', integrity, dependencies = {} }]) => ({
      name: nameOf(path),
      version,
      licence: license,
      integrity,
      text: licenceText(path),
      needs: Object.keys(dependencies).flatMap((need) => {
        const at = found(path, need, all);
        return at === null ? [] : [purl(need, packages[at]?.version ?? '')];
      }),
    }))
    .sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1));
};

/** One notice for each package and version. @param {readonly Part[]} parts */
const notices = (parts) => {
  const once = [...new Map(parts.map((part) => [`${part.name}@${part.version}`, part])).values()];
  const rule = '-'.repeat(80);
  return [
    'TipCheck is installed with, or carries parts of, the packages below. Each is under its own licence.',
    ...once.map(({ name, version, licence, text }) =>
      [
        rule,
        `${name} ${version}`,
        `Licence: ${licence}`,
        '',
        text ?? 'The package carries no licence text of its own.',
      ].join('\n'),
    ),
    '',
  ].join('\n\n');
};

/** `integrity` of the lock file is base64, CycloneDX wants hexadecimal digits. @param {string | undefined} integrity */
const hashes = (integrity) => {
  const [, digest] = /^sha512-(\S+)/.exec(integrity ?? '') ?? [];
  return digest === undefined
    ? {}
    : { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] };
};

/** An SPDX identifier, or an expression where it is one. @param {string} licence */
const licenceOf = (licence) =>
  /[ ()]/.test(licence) ? { expression: licence.replace(/^\(|\)$/g, '') } : { license: { id: licence } };

/** CycloneDX 1.5; without a time and a serial number, so that the same package gives the same file. @param {readonly Part[]} parts */
const billOfMaterials = (parts) => {
  const { name, version, license, description, dependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  const once = [...new Map(parts.map((part) => [purl(part.name, part.version), part])).values()];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'library',
        'bom-ref': purl(name, version),
        name,
        version,
        description,
        licenses: [licenceOf(license)],
        purl: purl(name, version),
      },
    },
    components: once.map((part) => ({
      type: 'library',
      'bom-ref': purl(part.name, part.version),
      name: part.name,
      version: part.version,
      licenses: [licenceOf(part.licence)],
      purl: purl(part.name, part.version),
      ...hashes(part.integrity),
    })),
    dependencies: [
      {
        ref: purl(name, version),
        // Its own versions are pinned.
        dependsOn: Object.entries(dependencies).map(([need, pinned]) => purl(need, String(pinned))),
      },
      ...once.map((part) => ({ ref: purl(part.name, part.version), dependsOn: part.needs })),
    ],
  };
};

/** Writes both files into a folder. @param {string} folder */
export const writeThirdParties = (folder) => {
  const parts = thirdParties();
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), notices(parts));
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(parts), null, 1)}\n`);
};
