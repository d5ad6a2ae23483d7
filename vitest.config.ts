import { defineConfig } from 'vitest/config';

const full = process.env['FULL'] === '1';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/{unit,laws,oracle,refusals,contract,package}/**/*.test.ts'],
    exclude: full ? [] : ['**/*.full.test.ts'],
    passWithNoTests: false,
    // Vitest leaves one core of two idle by default.
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
});
