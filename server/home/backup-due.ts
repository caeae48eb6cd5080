import type { HomeTodo } from '../../contracts/api-home.ts';
import type { Actor } from '../access/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { assertRunsTheHouse, backupState } from '../settings/index.ts';

/** For whoever runs the server: no good backup for longer than the setting allows (SECURITY 38). */
export async function backupDue(tx: Tx, actor: Actor, at: Date): Promise<HomeTodo[]> {
  const state = await backupState(tx, at);
  if (!state.isStale || !(await runsTheHouse(tx, actor, at))) return [];
  const since = state.last ? `最近一份是 ${chinaDay(state.last.endedAt)} 的` : '还没有一份备份';
  return [
    {
      text: `超过 ${state.alarmHours} 小时没有成功的备份,${since}`,
      due: null,
      urgency: 'late',
      action: '去备份',
      to: '/settings/backups',
    },
  ];
}

async function runsTheHouse(tx: Tx, actor: Actor, at: Date): Promise<boolean> {
  try {
    await assertRunsTheHouse(tx, actor, chinaDay(at));
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
