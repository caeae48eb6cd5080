import type { Unit } from '../org/index.ts';
import type { Registry } from './registry.ts';

/**
 * What a seat at a unit would see of the ledgers, in words, for whoever gives the post (她会看到什么). A case ledger's lines
 * are seen by the unit that handles them only (maySeeLines); above it there are counts.
 */
export function ledgersSeen(
  registry: Registry,
  unit: Pick<Unit, 'kind' | 'level'>,
  may: { readonly read: boolean; readonly write: boolean },
): readonly string[] {
  if (!may.read) return [];
  const all = [...registry.ledgers.values()].map((l) => l.definition);
  const named = (keep: (d: (typeof all)[number]) => boolean): string => {
    const names = all.filter(keep).map((d) => d.name.replace(/台账$/, ''));
    return names.length > 6 ? `${names.slice(0, 6).join('、')} 等 ${names.length} 本` : names.join('、');
  };
  const [open, person, cases] = [
    named((d) => d.privacy === 'open'),
    named((d) => d.privacy === 'person'),
    named((d) => d.privacy === 'case'),
  ];
  // A department writes what its federation keeps.
  const kind = unit.kind === 'department' ? 'federation' : unit.kind;
  const own = all.filter((d) => d.kinds.includes(kind) && d.levels.includes(unit.level)).length;
  return [
    ...(open ? [`看得到逐条记录:${open}。`] : []),
    ...(person ? [`看得到逐条记录,里面有姓名等个人信息:${person}。`] : []),
    ...(cases ? [`个案只看得到本单位经手的,下级的只有数:${cases}。`] : []),
    may.write ? `能记本单位的 ${own} 本台账,也能替直接下级代录。` : '只能看,不能记。',
  ];
}
