/**
 * Who may import whom (the table of src/README.md): what isn't listed is forbidden.
 *
 * `imports`: our folders. `types`: our folders, by `import type` only. `packages`: from outside. `typesOf`: packages, by `import type` only.
 * `lazy`: packages by `import()` only, so that nobody downloads them before they are needed.
 */
const PURE = ['space', 'image', 'confirmation', 'assess', 'find', 'overlay'];
const CORNERSTONE = [
  '@cornerstonejs/core',
  '@cornerstonejs/tools',
  '@cornerstonejs/dicom-image-loader',
  '@cornerstonejs/metadata',
  '@cornerstonejs/utils',
];

/** @type {Record<string, { imports?: string[], types?: string[], packages?: string[], typesOf?: string[], lazy?: string[] }>} */
const TABLE = {
  space: { packages: ['gl-matrix', 'robust-predicates'] },
  image: { imports: ['space'] },
  confirmation: { imports: ['space', 'image'], packages: ['valibot'] },
  assess: { imports: ['space', 'image', 'confirmation'] },
  find: { imports: ['space', 'image'] },
  overlay: { imports: ['space', 'confirmation', 'assess'] },
  report: {
    imports: ['space', 'image', 'confirmation', 'assess', 'overlay'],
    packages: ['uuid'],
    lazy: ['dicom-parser', 'pdf-lib', 'papaparse'],
  },
  load: {
    imports: ['space', 'image'],
    packages: ['dicom-parser', 'dicomweb-client', 'fflate', '@cornerstonejs/dicom-image-loader'],
  },
  release: {
    imports: ['space', 'image', 'confirmation', 'assess', 'report', 'load'],
    packages: ['fflate'],
  },
  teach: { imports: ['space', 'image', 'confirmation', 'assess'], packages: ['valibot'] },
  'case-file': {
    imports: ['space', 'image', 'confirmation', 'assess', 'teach', 'report', 'load', 'release'],
    packages: ['fflate'],
  },
  workers: { imports: ['space', 'image', 'find', 'load'] },
  session: { imports: [...PURE, 'teach', 'report', 'load', 'workers'], packages: ['@preact/signals-core'] },
  words: { packages: ['@preact/signals-core'] },
  tools: {
    imports: ['space', 'image', 'confirmation', 'assess', 'overlay', 'session', 'words'],
    types: ['find'],
    packages: ['@preact/signals-core'],
    typesOf: CORNERSTONE,
  },
  viewer: {
    imports: ['space', 'image', 'confirmation', 'assess', 'overlay', 'session', 'workers', 'words'],
    types: ['find', 'load'],
    packages: ['@preact/signals-core', ...CORNERSTONE],
  },
  panel: {
    imports: ['space', 'image', 'confirmation', 'assess', 'teach', 'report', 'session', 'words'],
    types: ['find', 'overlay', 'release', 'case-file'],
    packages: ['@preact/signals-core', 'lit'],
  },
};

const escaped = (/** @type {string} */ name) => name.replace(/[/.]/g, '\\$&');
const ours = (/** @type {string[]} */ folders) => folders.map((folder) => `^src/${folder}/`);
const packaged = (/** @type {string[]} */ names) => names.map((name) => `(^|/)node_modules/${escaped(name)}/`);
const named = (/** @type {string[]} */ names) => (names.length > 0 ? names.join(', ') : 'nothing');

const folderRules = Object.entries(TABLE).flatMap(
  ([folder, { imports = [], types = [], packages = [], typesOf = [], lazy = [] }]) => {
    const from = { path: `^src/${folder}/` };
    return [
      {
        name: `${folder}-imports`,
        comment: `src/${folder} may import from our folders: ${named(imports)}${types.length > 0 ? `; as types: ${named(types)}` : ''}. Move what you need down, or hand it in as an argument.`,
        severity: 'error',
        from,
        to: { path: '^src/', pathNot: ours([folder, ...imports, ...types]) },
      },
      {
        name: `${folder}-packages`,
        comment: `src/${folder} may import these packages: ${named([...packages, ...typesOf, ...lazy])}.`,
        severity: 'error',
        from,
        to: { path: '(^|/)node_modules/', pathNot: packaged([...packages, ...typesOf, ...lazy]) },
      },
      ...(types.length + typesOf.length > 0
        ? [
            {
              name: `${folder}-types-only`,
              comment: `src/${folder} may name the types of ${named([...types, ...typesOf])} (\`import type\`), not load their code${typesOf.length > 0 ? ': a host hands its own Cornerstone over, and a second copy shares nothing with it' : ''}.`,
              severity: 'error',
              from,
              to: { path: [...ours(types), ...packaged(typesOf)], dependencyTypesNot: ['type-only'] },
            },
          ]
        : []),
      ...(lazy.length > 0
        ? [
            {
              name: `${folder}-lazy`,
              comment: `src/${folder} loads ${named(lazy)} by \`import()\` only, when a report is asked for: nobody should download them to look at images.`,
              severity: 'error',
              from,
              to: { path: packaged(lazy), dynamic: false, dependencyTypesNot: ['type-only'] },
            },
          ]
        : []),
    ];
  },
);

module.exports = {
  forbidden: [
    ...folderRules,
    {
      name: 'index-is-pure',
      comment: 'src/index.ts is the public pure surface: it may re-export from the pure folders only.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { pathNot: ours(PURE) },
    },
    {
      name: 'nobody-imports-hosts',
      comment: 'Only a host knows inside which program we run; nothing may depend on one.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/hosts/' },
      to: { path: '^src/hosts/' },
    },
    {
      name: 'hosts-packages',
      comment: 'A host imports what the package declares: its dependencies, and Cornerstone as a peer.',
      severity: 'error',
      from: { path: '^src/hosts/' },
      to: {
        path: '(^|/)node_modules/',
        pathNot: packaged([
          ...new Set(
            Object.values(TABLE).flatMap(({ packages = [], typesOf = [], lazy = [] }) => [
              ...packages,
              ...typesOf,
              ...lazy,
            ]),
          ),
        ]),
      },
    },
    {
      name: 'known-folders',
      comment: 'A new folder in src needs a line in the table of .dependency-cruiser.cjs and of src/README.md first.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(index\\.ts$|hosts/|[^/]+\\.d\\.ts$)', ...ours(Object.keys(TABLE))] },
      to: {},
    },
    {
      name: 'node-in-cli-only',
      comment: 'Only the command line runs in Node alone; everything else must also run in a page.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/hosts/cli' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'src-stands-alone',
      comment: 'src is what is published: it may not reach into the demo, the tests, the samples or the scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(demo|tests|sample-data|scripts|build|dist)/' },
    },
    {
      name: 'no-cycles',
      comment: 'These files need each other to be understood. Move what both need into a third.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'This import leads nowhere.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Imports of types count too; what may be imported as a type only is told apart by its own rule.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
