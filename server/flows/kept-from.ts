import type { Scope } from '../../contracts/expression.ts';
import type { CompiledFlow } from './compile.ts';
import type { Seat } from './matter.ts';
import type { Asks } from './people.ts';

/** As it is compared: without spaces and full-width signs, 妇女联合会 and 妇联 being one. */
const plain = (text: unknown): string =>
  typeof text === 'string'
    ? text
        .normalize('NFKC')
        .replace(/\s/g, '')
        .replace(/妇女联合会/g, '妇联')
    : '';
/** 首问〔2026〕12号, wherever it stands in a text. */
const NUMBER = /[\p{Script=Han}]{1,6}〔\d{4}〕\d+号/gu;
export const numbersIn = (text: unknown): readonly string[] => plain(text).match(NUMBER) ?? [];
const SEVERAL = /[、,;。/|\n]+/;

/** True when a text names a person. Long names in one breath with titles are found; when in doubt it is she. Pure. */
export const namesPerson = (text: unknown, name: string): boolean => {
  const own = plain(name);
  return own.length >= 2 && plain(text).includes(own);
};

/** True when a text names a unit, whole or by a part that says which one it is. Pure. */
export function namesUnit(text: unknown, unit: string): boolean {
  const own = plain(unit);
  const said = plain(text);
  if (own.length >= 3 && said.includes(own)) return true;
  return said.split(SEVERAL).some((part) => part.length >= 4 && own.includes(part));
}

/**
 * Who of these must have no part in a matter, because it names her or her unit (信访工作条例 art 30: what an accusation says
 * is never passed to the accused person or unit), or because it is about what she had in hand herself. Answers posts.
 */
export async function keptFrom(
  asks: Asks,
  flow: CompiledFlow,
  matterId: string,
  scope: Scope,
  seats: readonly Seat[],
): Promise<ReadonlySet<string>> {
  const handled = await handledBefore(asks, flow, matterId, scope, seats[0]?.unit.regionCode ?? '');
  const rule = flow.definition.keptFrom;
  const [persons, units] = [rule && plain(scope[rule.persons]), rule && plain(scope[rule.units])];
  const offices = units ? await officeNames(asks, seats) : new Map<string, string>();
  const out = seats.filter(
    (s) =>
      handled.has(s.personId) ||
      (persons && namesPerson(persons, s.name)) ||
      (units &&
        (namesUnit(units, s.unit.name) ||
          (s.unit.kind === 'department' && namesUnit(units, offices.get(s.unit.parentId ?? '') ?? '')))),
  );
  return new Set(out.map((s) => s.postId));
}

/** A department belongs to its federation: what names the one names the other. */
async function officeNames(asks: Asks, seats: readonly Seat[]): Promise<Map<string, string>> {
  const ids = new Set(
    seats.flatMap((s) => (s.unit.kind === 'department' && s.unit.parentId ? [s.unit.parentId] : [])),
  );
  if (ids.size === 0) return new Map();
  const rows = await asks.single(
    'SELECT id, name FROM unit WHERE id = ANY ($1::uuid[])',
    [[...ids]],
    'offices-named',
  );
  return new Map(rows.map((r) => [String(r['id']), String(r['name'])]));
}

/**
 * Persons who had the matter in hand that this one is about, where it must be another (回避): the one it came from, or the
 * one whose number it writes. `matterId` is this one, or while it is begun the one it comes from.
 */
async function handledBefore(
  asks: Asks,
  flow: CompiledFlow,
  matterId: string,
  scope: Scope,
  regionCode: string,
): Promise<ReadonlySet<string>> {
  const apart = (flow.definition.follows ?? []).filter((f) => f.apart);
  if (apart.length === 0) return new Set();
  const numbers = apart.flatMap((f) => (f.number === undefined ? [] : numbersIn(scope[f.number])));
  const rows = await asks.single(
    `SELECT DISTINCT s.holder_person FROM matter m
       JOIN matter_step s ON s.region_code = m.region_code AND s.matter_id = m.id
     WHERE m.flow = ANY ($2) AND (m.id = $1 OR m.id IN (SELECT from_id FROM matter_link WHERE to_id = $1)
       OR (m.region_code = $3 AND m.number = ANY ($4)))`,
    [matterId, apart.map((f) => f.flow), regionCode, numbers],
    'handled-before',
  );
  return new Set(rows.map((r) => String(r['holder_person'])));
}
