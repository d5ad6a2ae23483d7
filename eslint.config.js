import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const PURE = ['src/index.ts', 'src/{space,image,confirmation,assess,find,overlay,teach,report}/**/*.ts'];

export default defineConfig(
  // Compiled by the React example, whose types it needs.
  globalIgnores(['types/', 'dist/', 'build/', 'node_modules/', 'coverage/', 'test-results/', 'playwright-report/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      // A parameter that an interface demands and a body doesn't need is named with a leading underscore.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // `on(event, () => act())` hides nothing.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An effect names the signals that it depends on: `void [session.active.value]`.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Cornerstone's viewports are told apart by what they can do, never by class: its generic viewports are none of the old ones.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `while (true)` with a break is a loop, not a mistake.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'No default exports: one name for one thing, everywhere.' },
        {
          selector: 'TSEnumDeclaration',
          message: 'No enums: a union of string literals says the same and needs no code.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/hosts/**'],
    rules: { 'no-console': 'error' },
  },
  {
    // The pure folders know neither browser nor Node; tsconfig.pure.json holds their types to that, this names the rest.
    files: PURE,
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'window',
          'document',
          'self',
          'globalThis',
          'navigator',
          'location',
          'fetch',
          'process',
          'Buffer',
          'console',
        ].map((name) => ({ name, message: 'A pure folder reaches neither the browser nor Node.' })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Results must be repeatable: take a seeded generator.' },
        { object: 'Date', property: 'now', message: 'Results must be repeatable: take the time as an argument.' },
      ],
    },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // Tests reach into what they have just built, and hand over what the types would forbid on purpose.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='only']",
          message: 'A test left with .only switches the others off.',
        },
      ],
    },
  },
  {
    // Tools read their default export.
    files: ['*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...[
            'process',
            'console',
            'Buffer',
            'URL',
            'URLSearchParams',
            'TextEncoder',
            'TextDecoder',
            'fetch',
            'AbortSignal',
          ],
          ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'structuredClone'],
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }], eqeqeq: ['error', 'always'] },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  },
  {
    // Programs of somebody who uses the package: pages, and React's syntax.
    files: ['examples/**/*.{js,jsx}'],
    languageOptions: { globals: { document: 'readonly' }, parserOptions: { ecmaFeatures: { jsx: true } } },
    // Used in JSX, which the core rules don't see.
    rules: { 'no-unused-vars': 'off' },
  },
);
