import { describe, expect, test } from 'vitest';
import {
  type ExchangeRecord,
  type LineRecord,
  RECORD_SCHEMAS,
  type UnitRecord,
} from '../contracts/exchange.ts';
import { annualReport } from '../institutions/annual-report/institution.ts';
import { INSTITUTIONS } from '../institutions/index.ts';
import { checkLine, compileLedger } from '../server/ledgers/index.ts';
import fuzhou from './fuzhou/expected-2013.json' with { type: 'json' };
import { sampleWorld } from './index.ts';
import { type Frame, naiveFigure, sentenceFigures } from './naive-figures.ts';
import subdistrict from './subdistrict/expected.json' with { type: 'json' };
import { SUBDISTRICT_VILLAGES } from './units.ts';

const TODAY = '2026-11-21';
const LEDGERS = INSTITUTIONS.flatMap((i) => i.ledgers);
const world: ExchangeRecord[] = [...sampleWorld(TODAY)];
const lines = world.filter((r): r is LineRecord => r.type === 'line');
const units = new Map(world.filter((r): r is UnitRecord => r.type === 'unit').map((u) => [u.code, u]));

interface Expected {
  readonly key: string;
  readonly value: number;
  readonly qualifier: string | null;
  readonly counted?: number;
}

test('every record has the shape of the exchange format, and the same day gives the same world', () => {
  for (const record of world) expect(RECORD_SCHEMAS[record.type].safeParse(record).error).toBeUndefined();
  expect([...sampleWorld(TODAY)]).toEqual(world);
  const ids = world.flatMap((r) => ('id' in r ? [`${r.type} ${r.id}`] : []));
  expect(new Set(ids).size).toBe(ids.length);
});

test('units come after their parents, and no two sisters share a name', () => {
  const seen = new Set<string>();
  const names = new Set<string>();
  for (const unit of units.values()) {
    if (unit.parent !== null) expect(seen, `${unit.code} ${unit.name}`).toContain(unit.parent);
    seen.add(unit.code);
    const name = `${unit.parent} ${unit.name}`;
    expect(names).not.toContain(name);
    names.add(name);
  }
});

test('every line is one that its ledger takes: known unit of the right kind, fields, days, checks', () => {
  const compiled = new Map(LEDGERS.map((l) => [l.key, compileLedger(l)]));
  const problems = lines.flatMap((line) => {
    const ledger = compiled.get(line.ledger);
    const unit = units.get(line.unit);
    if (!ledger) return [`${line.id}: no ledger ${line.ledger}`];
    if (!unit) return [`${line.id}: no unit ${line.unit}`];
    const { levels, kinds } = ledger.definition;
    if (!levels.includes(unit.level) || !kinds.includes(unit.kind))
      return [`${line.id}: ${unit.name} keeps no ${line.ledger}`];
    const { data, day, until = null, opening = null, explanation = null } = line;
    return checkLine(ledger, { data, day, until, opening, explanation }, TODAY).problems.map(
      (p) => `${line.id} ${p.message}`,
    );
  });
  expect(problems.slice(0, 10)).toEqual([]);
});

test('no unit has an opening line over months in which it has lines of its own', () => {
  const covered = lines.filter((l) => l.opening === 'covers');
  expect(covered.length).toBeGreaterThan(20);
  for (const o of covered) {
    const clash = lines.find(
      (l) =>
        !l.opening &&
        l.unit === o.unit &&
        l.ledger === o.ledger &&
        l.day >= o.day &&
        l.day <= (o.until ?? o.day),
    );
    expect(clash).toBeUndefined();
  }
});

describe('the year 2013 of Fuzhou', () => {
  const below = lines.filter((l) => l.unit.startsWith('3501'));
  const frame: Frame = { unit: '350100', from: '2013-01-01', to: '2013-12-31', lines: below };
  compareWith('annual', fuzhou.figures, frame);

  test('is spread over all counties and over a hundred units and more, in lines of believable size', () => {
    const year = below.filter((l) => l.day.startsWith('2013'));
    expect(new Set(year.map((l) => l.unit)).size).toBeGreaterThan(100);
    const counties = new Set(year.map((l) => l.unit.slice(0, 6)));
    expect([...counties].filter((c) => c !== '350100').length).toBeGreaterThanOrEqual(13);
    const classes = year.filter((l) => l.ledger === 'training').map((l) => Number(l.data['people']));
    expect(Math.max(...classes)).toBeLessThan(200);
  });
});

describe('the first half of 2005 of the sample sub-district', () => {
  const own = new Set([subdistrict.unit, ...SUBDISTRICT_VILLAGES]);
  const { unit, from, to } = subdistrict;
  const frame: Frame = { unit, from, to, lines: lines.filter((l) => own.has(l.unit)) };
  compareWith('half-year', subdistrict.figures, frame);

  test('keeps the contradiction of its source: 261 by way and by duration, four short by place', () => {
    const sum = (...keys: string[]) =>
      keys.reduce((total, key) => total + (countedFigure('half-year', key, frame) ?? 0), 0);
    const all = sum('transferred');
    expect(sum('self', 'collective')).toBe(all);
    expect(sum('long', 'seasonal')).toBe(all);
    expect(all - sum('near', 'middle', 'far')).toBe(subdistrict.failed[0]?.gap);
  });
});

describe('the last weeks', () => {
  const recent = lines.filter((l) => l.id.startsWith(`now-${TODAY}`));
  test('have lines of last month and this, none of them after today, on any day of the year', () => {
    expect(recent.some((l) => l.day >= '2026-11-01')).toBe(true);
    for (const today of ['2027-01-01', '2028-02-29', '2026-12-31']) {
      const days = [...sampleWorld(today)].flatMap((r) => (r.type === 'line' ? [r.day] : []));
      expect(days.every((day) => day <= today)).toBe(true);
    }
  });
  test('have stated zeros only where there is no line, and two units that said nothing', () => {
    const zeros = world.filter((r) => r.type === 'zero');
    const said = new Set(
      recent.filter((l) => l.day.startsWith('2026-10')).map((l) => `${l.unit} ${l.ledger}`),
    );
    expect(zeros.length).toBeGreaterThan(100);
    expect(zeros.filter((z) => said.has(`${z.unit} ${z.ledger}`))).toEqual([]);
    const monthly = new Set([...zeros, ...recent].map((r) => r.unit));
    const expected = [...units.values()].filter(
      (u) =>
        u.kind === 'federation' &&
        /^350102|^652301900/.test(u.code) &&
        ['township', 'village'].includes(u.level),
    );
    expect(expected.filter((u) => !monthly.has(u.code)).length).toBe(2);
  });
});

function countedFigure(key: string, figure: string, frame: Frame): number | null {
  const template = annualReport.reports.find((r) => r.key === key);
  const bound = template && sentenceFigures(template).find((f) => f.key === figure);
  if (!bound) throw new Error(`template ${key} has no figure ${figure}`);
  return naiveFigure(LEDGERS, bound, frame);
}

function compareWith(template: string, expected: readonly Expected[], frame: Frame): void {
  test.each(expected)('$key: $quote', ({ key, value, qualifier, counted }) => {
    const found = countedFigure(template, key, frame);
    if (qualifier === null) return expect(found).toBe(value);
    expect(found).toBeGreaterThan(value);
    expect(found).toBeLessThan(value * 1.25);
    if (counted !== undefined) expect(found).toBe(counted);
  });
}
