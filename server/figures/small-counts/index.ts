/** The parts of the work by themselves: the bench takes their time. */
export { above } from './layout.ts';
export { type Offered, offeredOfLedger, openKeys } from './offered.ts';
export { makeWorlds } from './other-worlds.ts';
export { groupLines, type LinesOfYear, readLines } from './read-lines.ts';
export { makeAhead, yearOfCases } from './year-lines.ts';
