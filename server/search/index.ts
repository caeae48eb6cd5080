export { type Indexed, indexLine } from './store.ts';
export { tokensOf } from './tokens.ts';
