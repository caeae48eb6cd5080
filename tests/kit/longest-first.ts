import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest: begun first, or one worker waits at the end while the other is busy with one of them. */
const LONG = [
  'tests/journeys/every-page',
  'tests/journeys/report',
  'server/figures/oracle',
  'server/figures/what-if',
  'server/platform/db/backup/physical',
  'server/platform/db/embedded/embedded',
  'tests/gates/gates',
  'tests/faults/killed-server',
];

const rank = (spec: TestSpecification): number => {
  const at = LONG.findIndex((name) => spec.moduleId.includes(name));
  return at < 0 ? LONG.length : at;
};

/** Order of the test files for Vitest; the rest as it would put them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
