/** Sameness of texts (查重): what of one text stands in another, and which of many stored ones come into question. Pure. */
export type { Change } from './changes.ts';
export { compare, type PreparedText, prepare, type Sameness, type Stretch } from './compare.ts';
export { fingerprint, questionOf } from './fingerprint.ts';
export { passagePrints, passageQuestion } from './passages.ts';
export { type Candidate, type SamenessIndex, samenessIndex } from './sameness-index.ts';
export { type Copy, type SamenessWithin, samenessWithin } from './within.ts';
