import { expect, test } from 'vitest';
import { INSTITUTIONS } from './index.ts';

const LEDGERS = INSTITUTIONS.flatMap((i) => i.ledgers);
const twice = (keys: readonly string[]): string[] => keys.filter((key, at) => keys.indexOf(key) !== at);

test('the ledgers of REQUIREMENTS table (c) that this platform keeps, each once', () => {
  expect(twice(INSTITUTIONS.map((i) => i.key))).toEqual([]);
  expect(twice(LEDGERS.map((l) => l.number))).toEqual([]);
  expect(LEDGERS.map((l) => l.key).sort()).toEqual(
    [
      ['situation', 'organisations', 'cadres', 'talent', 'party-women', 'petitions', 'rights-points'],
      ['contacts', 'service-complaints', 'legal-aids', 'mediations', 'violence-cases'],
      ['bench-cases', 'joint-decisions', 'screenings', 'disputes', 'public-order'],
      ['law-publicity', 'training', 'activities', 'materials', 'labour', 'job-fairs', 'loans', 'bases'],
      ['relief', 'donations', 'condolence', 'family-education', 'volunteers', 'honours', 'post-review'],
      ['venues', 'projects', 'papers'],
    ]
      .flat()
      .sort(),
  );
});

test('a case ledger holds no names and no narrative; names stand only where they are guarded', () => {
  for (const ledger of LEDGERS) {
    const types = ledger.fields.map((f) => f.type);
    if (ledger.privacy === 'case') {
      expect(types.filter((t) => ['text', 'longtext', 'person'].includes(t))).toEqual([]);
    }
    if (types.includes('person')) expect(ledger.privacy, ledger.key).toBe('person');
  }
});

test('a village cadre has one minute: no more than five fields are required', () => {
  for (const ledger of LEDGERS) {
    expect(ledger.fields.filter((f) => f.required).length, ledger.key).toBeLessThanOrEqual(5);
  }
});

test('people and person-times are never added up in one measure: a field and its sum share the unit word', () => {
  for (const ledger of LEDGERS) {
    const words = new Map(ledger.fields.map((f) => [f.key, f.unitWord]));
    for (const measure of ledger.measures) {
      if (measure.kind !== 'flow' && measure.kind !== 'stock') continue;
      const field = /^\$\{([\w-]+)\}$/.exec(measure.value)?.[1];
      if (field === undefined) continue;
      // Volunteers on the spot are entered as 人 of one service and counted as 人次 over many.
      const said = measure.key === 'volunteers.person-times' ? '人' : measure.unitWord;
      expect(words.get(field), measure.key).toBe(said);
    }
  }
});
