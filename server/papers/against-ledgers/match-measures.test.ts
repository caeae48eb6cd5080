import { describe, expect, test } from 'vitest';
import { openPhraseBook } from './match-measures.ts';
import type { Phrase } from './phrases.ts';

const phrase = (text: string, measure: string, unitWord: string, must = ''): Phrase => ({
  text,
  measure,
  unitWord,
  must,
  where: must === '' ? {} : { kind: must },
  source: 'label',
});
const book = openPhraseBook([
  phrase('培训班', 'training.sessions', '期'),
  phrase('双学双比培训班', 'training.sessions', '期', '双学双比'),
  phrase('培训妇女', 'training.women', '人'),
  phrase('培训人次', 'training.times', '人次'),
  phrase('处理来信来访', 'petitions.received', '件'),
  phrase('招聘会', 'job-fairs.sessions', '场'),
]);
const best = (subject: string, clause: string, unit: string): unknown => {
  const [first] = book.match({ subject, clause, unit });
  return first ? [first.measure, first.where] : null;
};

describe('what the words of a figure mean', () => {
  test('the more telling phrase wins', () => {
    expect(best('“双学双比”培训班', '举办“双学双比”培训班72期', '期')).toEqual([
      'training.sessions',
      { kind: '双学双比' },
    ]);
    expect(best('培训班', '举办各类培训班9期', '期')).toEqual(['training.sessions', {}]);
  });
  test('a value of a dimension is meant only where it is written', () => {
    expect(best('学双比培训班', '举办学双比培训班', '期')).toEqual(['training.sessions', {}]);
  });
  test('人 is never 人次, 件 may be 起', () => {
    expect(best('培训妇女', '培训妇女300人次', '人次')).not.toEqual(['training.women', {}]);
    expect(best('来信来访', '接待处理来信来访9起', '起')).toEqual(['petitions.received', {}]);
  });
  test('words that no ledger knows mean nothing', () => {
    expect(best('海内外媒体', '30多家海内外媒体作了报道', '家')).toBeNull();
    expect(best('', '', '')).toBeNull();
  });
});
