import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/kit/longest-first.ts';

const OUTSIDE = ['**/node_modules/**', '**/dist/**', '**/var/**'];

/**
 * unit: everything beside the code, the gates and the faults, on one real PostgreSQL of the run (tests/kit).
 * journeys: a real server and a real browser, two at a time, each on a copy of one sample world.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...OUTSIDE, 'tests/journeys/**'],
          globalSetup: ['tests/kit/global-setup.ts'],
          // Files share their worker's modules, each has stores of its own: loading the house anew for each took half of
          // the time. So no test changes the environment or a module's state.
          isolate: false,
          // Real databases on two shared cores: slow is not wrong, but nothing may hang for ever.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          exclude: OUTSIDE,
          globalSetup: ['tests/journeys/sample-folder.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
