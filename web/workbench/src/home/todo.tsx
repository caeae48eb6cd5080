import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { HomeTodo, HomeView } from '../../../../contracts/api-home.ts';
import { keptDrafts } from '../draft.ts';
import { formatDay } from '../format.ts';
import { Empty } from '../parts/states.tsx';
import { useHref } from '../place.ts';
import { useLedgers } from '../queries.ts';

const URGENCY = {
  now: { sign: '!', name: '紧急' },
  late: { sign: '✗', name: '已过期' },
  soon: { sign: '●', name: '快到期' },
  calm: { sign: '○', name: '不急' },
} as const;
/** More than these stand behind a click: a home page is read, not searched. */
const SHOWN = 12;

/** Whatever waits for her, of whatever kind, with the next action on the row. */
export function Todo(props: { view: HomeView; me: Me }): ReactNode {
  const { me } = props;
  const href = useHref();
  const drafts = useDrafts(me);
  const [all, setAll] = useState(false);
  const todo = [...props.view.todo, ...drafts];
  const shown = all ? todo : todo.slice(0, SHOWN);
  const mayWrite = me.permissions.includes('entry.write');
  return (
    <section className="sheet" aria-label="等您办的事">
      <h2>等您办的事{todo.length > 0 && <span className="hint"> {todo.length} 件</span>}</h2>
      {todo.length === 0 ? (
        <Empty
          title="没有等您办的事"
          action={
            mayWrite ? (
              <Link to={href('/ledgers')}>去记一笔</Link>
            ) : (
              me.permissions.includes('account.read') && <Link to={href('/accounts')}>去管账号</Link>
            )
          }
        >
          {mayWrite
            ? '到期的台账、上级的催报、要定稿的报告会出现在这里,最急的在最上面。'
            : '要您确认、核对、处理的会出现在这里,最急的在最上面。'}
        </Empty>
      ) : (
        <ul className="todo">
          {shown.map((item) => (
            <li key={`${item.to}${item.text}`}>
              <span
                className={`sign ${item.urgency === 'now' ? 'late' : item.urgency}`}
                title={URGENCY[item.urgency].name}
              >
                <span aria-hidden>{URGENCY[item.urgency].sign}</span>
                <span className="visually-hidden">{URGENCY[item.urgency].name}</span>
              </span>
              <span className="todo-text">{item.text}</span>
              <span className="todo-due">{item.due ? `${formatDay(item.due, me.today)}前` : ''}</span>
              <Link className="todo-action" to={href(item.to)} aria-label={`${item.action}:${item.text}`}>
                {item.action}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {todo.length > shown.length && (
        <button type="button" className="link-button" onClick={() => setAll(true)}>
          还有 {todo.length - shown.length} 件,全部展开
        </button>
      )}
    </section>
  );
}

/** Lines that were begun on this machine with this post and not saved. */
function useDrafts(me: Me): HomeTodo[] {
  const [kept] = useState(() => keptDrafts(me.postId));
  const ledgers = useLedgers(kept.length > 0 && me.permissions.includes('entry.read'));
  return kept.flatMap(({ ledger, unitId }): HomeTodo[] => {
    const name = ledgers.data?.find((l) => l.key === ledger)?.name;
    if (!name) return [];
    return [
      {
        text: `${name}有一笔写了一半,没有存`,
        due: null,
        urgency: 'calm',
        action: '接着写',
        to: `/ledgers/${ledger}/new?unit=${unitId}`,
      },
    ];
  });
}
