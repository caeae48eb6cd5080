import { expect, test } from 'vitest';
import { ACCOUNTS } from './sentences/accounts.ts';
import { ANY_ROOM } from './sentences/any-room.ts';
import { LINES } from './sentences/lines.ts';
import { MATTERS } from './sentences/matters.ts';
import { PAPERS } from './sentences/papers.ts';
import { RUNNING } from './sentences/running.ts';
import { UNITS_AND_PEOPLE } from './sentences/units-and-people.ts';
import { SENTENCES } from './sentences.ts';

test('no code has a sentence in two places', () => {
  const codes = [ANY_ROOM, ACCOUNTS, UNITS_AND_PEOPLE, LINES, PAPERS, MATTERS, RUNNING].flatMap((s) =>
    Object.keys(s),
  );
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  expect(codes.length).toBe(Object.keys(SENTENCES).length);
});
