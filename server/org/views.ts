import type { UnitHistory, UnitView } from '../../contracts/api.ts';
import type { Unit } from './store.ts';
import type { UnitEvent, UnitSpan } from './store-history.ts';

export const toUnitView = (u: Unit, hasChildren?: boolean): UnitView => ({
  id: u.id,
  code: u.code,
  name: u.name,
  level: u.level,
  kind: u.kind,
  parentId: u.parentId,
  from: u.from,
  to: u.to,
  since: u.since,
  ...(hasChildren === undefined ? {} : { hasChildren }),
});

const CHANGE_TEXT: Readonly<Record<string, (d: Readonly<Record<string, unknown>>) => string>> = {
  create: (d) => `建立「${String(d['name'] ?? '')}」`,
  rename: (d) => `由「${String(d['from'] ?? '')}」更名为「${String(d['to'] ?? '')}」`,
  move: (d) => `调整隶属关系,连同下级共 ${String(d['units'] ?? 1)} 个组织`,
  merge: (d) => (d['into'] ? `并入 ${String(d['into'])}` : `并入了「${String(d['name'] ?? '')}」`),
  split: (d) => `分设出 ${String(d['made'] ?? '')},带去 ${String(d['children'] ?? 0)} 个下级`,
  close: (d) => `撤销${d['reason'] ? `:${String(d['reason'])}` : ''}`,
};

export function toHistory(
  unit: Pick<Unit, 'from'>,
  spans: readonly UnitSpan[],
  events: readonly UnitEvent[],
  parents: ReadonlyMap<string, string>,
  undo: UnitEvent | null,
): UnitHistory {
  // Units of the state's tree are older than any record here: the day is that of their entry, and says so.
  const isOlder = unit.from === null;
  return {
    spans: spans.map((s) => ({
      from: s.from,
      to: s.to,
      name: s.name,
      code: s.code,
      parent: s.parentId ? (parents.get(s.parentId) ?? null) : null,
    })),
    events: events.map((e) => ({
      ...(undo?.id === e.id ? { mayUndo: true } : {}),
      day: e.day,
      change: e.change,
      text:
        isOlder && e.change === 'create'
          ? '记入系统(成立早于系统里的记载)'
          : (CHANGE_TEXT[e.change]?.(e.detail) ?? e.change),
    })),
  };
}
