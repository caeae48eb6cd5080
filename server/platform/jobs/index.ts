export { type JobKind, type Jobs, startJobs } from './boss.ts';
export { type Sweep, type Sweeper, startSweeps } from './sweeps.ts';
