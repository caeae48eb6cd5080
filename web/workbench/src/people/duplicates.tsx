import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DuplicateSide, DuplicateView } from '../../../../contracts/api-people.ts';
import { formatMonth } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Empty, Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref } from '../place.ts';
import { send } from '../wire.ts';
import { refreshPeople, useDuplicates } from './queries.ts';

/** 疑似重复: pairs that may be one person; a human says which, and a merge can be taken back. */
export function Duplicates(props: { unit: string }): ReactNode {
  const of = useDuplicates(props.unit);
  return (
    <section className="sheet" aria-label="疑似重复">
      <p className="hint">
        身份证号相同,或者姓名和出生年月相同的,列在这里,由您判断。合并以后职务、人才库都归到一份档案;合错了可以在档案里撤销。
      </p>
      <Show of={of} rows={5}>
        {({ pairs }) =>
          pairs.length === 0 ? (
            <Empty title="没有看出重复的人">姓名和出生年月都一样的会列在这里。</Empty>
          ) : (
            <ul className="people-list">
              {pairs.map((p) => (
                <Pair key={`${p.one.id}${p.other.id}`} pair={p} />
              ))}
            </ul>
          )
        }
      </Show>
    </section>
  );
}

export function Pair(props: { pair: DuplicateView; of?: string }): ReactNode {
  const { pair } = props;
  const act = useAct();
  const [keep, gone] = props.of === pair.other.id ? [pair.other, pair.one] : [pair.one, pair.other];
  const isHere = props.of !== undefined;
  const tell = (path: string, keepId: string, goneId: string): void =>
    void act.run(async () => {
      await send(path, { keepId, goneId });
      await refreshPeople();
    });
  return (
    <li className="people-pair">
      <p>
        <span className={`sign ${pair.sure ? 'late' : 'soon'}`} aria-hidden>
          !
        </span>{' '}
        {pair.why}
      </p>
      <Side side={keep} name={isHere ? '正在看的这份' : '第一份'} />
      <Side side={gone} name={isHere ? '另一份' : '第二份'} />
      {pair.may.includes('merge') ? (
        <p className="actions">
          <BusyButton
            type="primary"
            busy={act.busy}
            doing="正在合并…"
            onClick={() => tell('/people/merges', keep.id, gone.id)}
          >
            {isHere ? '是同一人,留这份' : '是同一人,留第一份'}
          </BusyButton>
          <Button onClick={() => tell('/people/merges', gone.id, keep.id)}>
            {isHere ? '是同一人,留另一份' : '是同一人,留第二份'}
          </Button>
          <Button onClick={() => tell('/people/apart', keep.id, gone.id)}>不是同一人</Button>
        </p>
      ) : (
        <p className="hint">要由管这两份档案的妇联来合并。</p>
      )}
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
    </li>
  );
}

function Side(props: { side: DuplicateSide; name: string }): ReactNode {
  const href = useHref();
  const { side } = props;
  return (
    <p className="people-side">
      <span className="hint">{props.name}</span> <Link to={href(`/people/${side.id}`)}>{side.name}</Link>{' '}
      {side.birthMonth ? `${formatMonth(side.birthMonth)}生` : '没有登记出生年月'},{side.posts}
    </p>
  );
}
