import { defineConfig } from 'vitest/config';

const OUTSIDE = ['**/node_modules/**', '**/dist/**', '**/var/**'];

/**
 * unit: everything beside the code, the gates and the faults, on one real PostgreSQL of the run (tests/kit).
 * journeys: a real server and a real browser for each file.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...OUTSIDE, 'tests/journeys/**'],
          globalSetup: ['tests/kit/global-setup.ts'],
          // Real databases on two shared cores: slow is not wrong, but nothing may hang for ever.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          exclude: OUTSIDE,
          globalSetup: ['tests/journeys/sample-folder.ts'],
          // Two houses and two browsers side by side: none of these tests measures time.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
