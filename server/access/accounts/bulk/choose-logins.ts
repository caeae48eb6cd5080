import type { Tx } from '../../../platform/db/index.ts';
import { loginsTaken } from './store.ts';

/** So many of one name are numbered (zhangli, zhangli2 …). */
const NUMBERED = 40;

/** A name's pinyin as a login: 'zhangli'; letters and digits stay, what has no reading goes. */
export async function loginOf(name: string): Promise<string> {
  // The reader of pinyin is large and is fetched when the first name is read.
  const { pinyin } = await import('pinyin-pro');
  const read = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 30);
  return read.length >= 2 ? read : `yonghu${read}`;
}

/** The logins of rows: as written, or from the name, numbered where somebody has it already, here or in the house. */
export async function loginsFor(
  tx: Tx,
  rows: readonly { readonly name: string; readonly login: string }[],
): Promise<{ taken: ReadonlySet<string>; of: readonly string[] }> {
  const bases = await Promise.all(rows.map(async (r) => (r.login === '' ? await loginOf(r.name) : '')));
  const candidates = (base: string): string[] =>
    Array.from({ length: NUMBERED }, (_, i) => (i === 0 ? base : `${base}${i + 1}`));
  const written = rows.map((r) => r.login).filter((l) => l !== '');
  const asked = new Set([...written, ...bases.filter((b) => b !== '').flatMap(candidates)]);
  const taken = await loginsTaken(tx, [...asked]);
  const used = new Set([...taken, ...written]);
  const of = rows.map((r, i) => {
    if (r.login !== '') return r.login;
    const free = candidates(bases[i] ?? '').find((c) => !used.has(c)) ?? `${bases[i]}.${i + 1}.${used.size}`;
    used.add(free);
    return free;
  });
  return { taken, of };
}
