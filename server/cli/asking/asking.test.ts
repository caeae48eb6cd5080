import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../../../tests/kit/store.ts';
import { describeLedger } from '../ledgers.ts';
import { dimensionAsked, measureAsked, whereAsked } from './measures.ts';
import { unitAsked } from './units.ts';

let s: TestStore;
beforeAll(async () => {
  s = await openTestStore();
  await s.store.owner.transaction([], (tx) =>
    tx.sql(`INSERT INTO unit (id, code, name, kind, level, path, region_code) VALUES
      ('019b76da-a800-7721-a5cc-978becd9d001', '000000', '全国妇联', 'federation', 0, '/000000/', '000000'),
      ('019b76da-a800-7721-a5cc-978becd9d002', '910000', '样例省妇联', 'federation', 1, '/000000/910000/', '910000'),
      ('019b76da-a800-7721-a5cc-978becd9d003', '910100', '样例市妇联', 'federation', 2, '/000000/910000/910100/', '910100')`),
  );
});
afterAll(async () => await s.close());
const honours = () => s.registry.ledger('honours');

describe('a measure', () => {
  it('is found by its key and by a Chinese name that only one has', () => {
    expect(measureAsked(s.registry, 'training.people')).toBe('training.people');
    expect(measureAsked(s.registry, '培训人数')).toBe('training.people');
  });

  it.each([
    ['training.peopl', 'training.people(培训人数)'],
    ['training', 'training.sessions(培训班)'],
    ['转移', 'labour.transferred(转移富余劳动力妇女)'],
    // Two have this name: she must say which.
    ['示范点', 'venues.demonstrations(示范点)'],
  ])('asked as %s is not there, and what comes near is named', (asked, near) => {
    expect(() => measureAsked(s.registry, asked)).toThrow(near);
  });

  it('that resembles nothing leads to the list', () => {
    expect(() => measureAsked(s.registry, 'zzzzzzzz')).toThrow('figure --list');
  });
});

describe('a dimension', () => {
  it.each(['level', '级别', 'grade', '哪一级评的'])('is found as %s', (asked) => {
    expect(dimensionAsked(honours(), asked)).toBe('level');
  });

  it('that is not there is answered with those that are', () => {
    expect(() => dimensionAsked(honours(), 'colour')).toThrow(
      'kind(称号)、level(级别)、form(对象)、series(活动)',
    );
  });
});

describe('a filter', () => {
  it('takes several values, said in one or twice, and 未填 for the empty one', () => {
    expect(whereAsked(honours(), ['grade=市级|省级', '级别=全国级', 'series=未填'])).toEqual({
      level: ['市级', '省级', '全国级'],
      series: [''],
    });
  });

  it('with a value that the closed choices do not have is refused, not counted as 0', () => {
    expect(() => whereAsked(honours(), ['level=市'])).toThrow('村级、乡级、县级、市级、省级、全国级');
    expect(() => whereAsked(honours(), ['kind=别处的称号'])).not.toThrow();
  });

  it('without = is refused, not passed over', () => {
    expect(() => whereAsked(honours(), ['kind'])).toThrow('维度=值');
  });
});

describe('a unit', () => {
  const ask = (text: string) => s.store.owner.transaction([], (tx) => unitAsked(tx, text));

  it('is found by any form of its code and by a name that only one has', async () => {
    for (const text of ['910100', '9101', '910100000000', '样例市', '样例市妇联'])
      expect((await ask(text)).code).toBe('910100');
  });

  it('that is not there is answered with what comes near', async () => {
    await expect(ask('样例')).rejects.toThrow('910000(样例省妇联)、910100(样例市妇联)');
    await expect(ask('999999')).rejects.toMatchObject({ code: 'unit.unknown' });
  });
});

it('every ledger can be described: each field, dimension and measure by its key', () => {
  for (const ledger of s.registry.ledgers.values()) {
    const text = describeLedger(ledger);
    for (const one of [...ledger.definition.fields, ...ledger.definition.dimensions])
      expect(text).toContain(`  ${one.key} ${one.label}`);
    for (const { measure } of ledger.measures) expect(text).toContain(`  ${measure.key} ${measure.label}`);
  }
});
