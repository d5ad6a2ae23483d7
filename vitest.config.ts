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
    // Pure code keeps no state between files; loading it once for all of them halves what starting costs.
    pool: 'threads',
    isolate: false,
    testTimeout: 30_000,
  },
});
