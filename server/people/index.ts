export { findPeople } from './find-people.ts';
export { NO_PEOPLE_PORTS, type PeoplePorts } from './kit.ts';
export { rewritePeoplePaths } from './rewrite-paths.ts';
export { peopleRoutes } from './routes.ts';
export { tidyPersons } from './tidy.ts';
