export { beginFor, seatToReceive } from './actions/begin-for.ts';
export { correctable, correctMatter } from './actions/correct-matter.ts';
export { takeEvent } from './actions/take-event.ts';
export { tellSource, tellsSource } from './actions/tell-source.ts';
export { checkFlow } from './check-flow.ts';
export { type CompiledFlow, fill } from './compile.ts';
export { type FlowBook, openFlowBook } from './definitions.ts';
export {
  assertNotErased,
  eraseMatter,
  isErased,
  type Rest,
  restOf,
  sealedMatters,
  standingMatters,
} from './erase.ts';
export { mattersHanging } from './hanging.ts';
export { namesUnit } from './kept-from.ts';
export { actingFor, type FlowKit, type FlowPorts, type Twin, withMatters } from './kit.ts';
export { cameBefore } from './links.ts';
export { type Dossier, hasKnown, type Matter, type Seat, type Step } from './matter.ts';
export { mattersNumbered, oneThingWith } from './of-person.ts';
export { isAt, type Place, placeOf } from './people.ts';
export { type ProjectedLine, projectMatter, wordsHeard } from './project.ts';
export { flowRoutes } from './routes.ts';
export { isAgainstSeat } from './secrecy/accused.ts';
export { isKeptFrom, mayKnow } from './secrecy/may-know.ts';
export { noteRead } from './secrecy/reads.ts';
export { assertSecondStep } from './secrecy/second-step.ts';
export { dossierById, openMatters, rewriteMatterPaths, unitOfMatter } from './store.ts';
export { sweepClocks, sweepLeft } from './sweep.ts';
export { saidOf } from './view.ts';
export { waitingFor } from './waiting.ts';
