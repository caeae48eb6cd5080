import type { UnitView } from '../../../../contracts/api.ts';
import type { Level } from '../../../../contracts/ledger.ts';
import { LEVELS_IN_ORDER } from '../levels.ts';
import type { Change } from './unit-change.tsx';

/** Levels a federation may have under one of this level: the next, and where the state's own tree leaves one out, the one after. */
export function levelsUnder(level: Level): Level[] {
  const at = LEVELS_IN_ORDER.indexOf(level);
  const next = LEVELS_IN_ORDER[at + 1];
  const skipped = level === 'province' || level === 'city' ? LEVELS_IN_ORDER[at + 2] : undefined;
  return [next, skipped].filter((l) => l !== undefined);
}

/** What a change does, in words: said before it is done (`future`) and told after. */
export function sayWhat(
  change: Change,
  form: {
    unit: UnitView;
    name: string;
    other: UnitView | null;
    childIds: readonly string[];
    future?: boolean;
  },
): string {
  const name = `「${form.unit.name}」`;
  const other = form.other ? `「${form.other.name}」` : '所选的组织';
  const made = form.name.trim() ? `「${form.name.trim()}」` : '新组织';
  const kept = form.future ? '以前日期的记录和报告仍用当时的名称和区划。' : '';
  switch (change) {
    case 'create':
      return `${name}之下有了${made}${form.future ? ',可以记台账、被计入各级数字。' : '。'}`;
    case 'rename':
      return `${name}改称${made}。${kept}`;
    case 'move':
      return `${name}连同它的下级归${other}。${form.future ? '这一天以后的数算到新的上级,以前的仍算在原来的上级;谁能看到它,立刻随之改变。' : ''}`;
    case 'merge':
      return `${name}并入${other},它的下级一起过去,${name}随即撤销。${kept}`;
    case 'split':
      return `由${name}分出${made},带去 ${form.childIds.length} 个下级。${kept}`;
    case 'close':
      return `${name}撤销${form.future ? ',不能再记这一天以后的事;以前的记录照样看得到、照样计数。还有下级或没办完的事时不能撤销。' : '了。'}`;
  }
}
