export { type Indexed, indexLine, indexNewLines } from './store.ts';
export { tokensOf } from './tokens.ts';
export { areaOf, wordOf } from './words.ts';
