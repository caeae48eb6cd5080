import type { HomeView } from '../../contracts/api-home.ts';
import { blankTasksOf } from '../network/index.ts';
import { addDays } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** Places that should have an organisation and were given to this unit to see to (空白点); it ends when they are founded. */
export async function givenBlanks(tx: Tx, unitId: string, today: string): Promise<HomeView['todo']> {
  const given = await blankTasksOf(tx, unitId, today);
  if (!given) return [];
  const names = `${given.names.join('、')}${given.count > given.names.length ? ' 等' : ''}`;
  const urgency = given.due < today ? 'late' : given.due <= addDays(today, 7) ? 'soon' : 'calm';
  return [
    {
      text: `上级交办:${given.count} 个地方还没有建妇女组织(${names})`,
      due: given.due,
      urgency,
      action: '去看看',
      to: '/units/coverage?state=given',
    },
  ];
}
