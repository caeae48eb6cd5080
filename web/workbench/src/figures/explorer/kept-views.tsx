import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Popover from 'antd/es/popover';
import Segmented from 'antd/es/segmented';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { FigureViewItem } from '../../../../../contracts/api-figures.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Empty, Show } from '../../parts/states.tsx';
import { useAct } from '../../parts/use-act.ts';
import { queryClient } from '../../queries.ts';
import { read, send } from '../../wire.ts';

const KEY = ['figure-views'];
const again = (): Promise<void> => queryClient.invalidateQueries({ queryKey: KEY });

/** 看法: addresses by name, mine and my unit's. They hold a question; the figures are asked anew. */
export function KeptViews(props: { say: (text: string) => void; label?: string }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Kept say={props.say} close={() => setOpen(false)} />}
    >
      <Button aria-expanded={open}>{props.label ?? '存下、打开看法'} ▾</Button>
    </Popover>
  );
}

function Kept(props: { say: (text: string) => void; close: () => void }): ReactNode {
  const views = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) =>
      (await read<{ views: readonly FigureViewItem[] }>('/figure-views', {}, signal)).views,
  });
  const act = useAct();
  const [removed, setRemoved] = useState<FigureViewItem | null>(null);
  const remove = (view: FigureViewItem): Promise<void> =>
    act.run(async () => {
      await send(`/figure-views/${view.id}/remove`);
      setRemoved(view);
      await again();
    });
  const undo = (view: FigureViewItem): Promise<void> =>
    act.run(async () => {
      await send('/figure-views', { name: view.name, query: view.query, whose: view.whose });
      setRemoved(null);
      await again();
    });
  return (
    <div className="kept-views">
      <KeepForm
        kept={(view) => {
          props.say(`已存下「${view.name}」。`);
          props.close();
        }}
      />
      <Show of={views} rows={3}>
        {(all) =>
          all.length === 0 ? (
            <Empty title="还没有存下的看法">常看的数存一个名字,下次点一下就到。</Empty>
          ) : (
            (['mine', 'unit'] as const).map((whose) => {
              const some = all.filter((v) => v.whose === whose);
              return some.length === 0 ? null : (
                <section key={whose} aria-label={WHOSE[whose]}>
                  <h3>{WHOSE[whose]}</h3>
                  <ul>
                    {some.map((v) => (
                      <li key={v.id}>
                        <Link to={`/figures?${v.query}`} onClick={props.close}>
                          {v.name}
                        </Link>
                        <Button
                          type="text"
                          size="small"
                          aria-label={`去掉看法 ${v.name}`}
                          onClick={() => void remove(v)}
                        >
                          ×
                        </Button>
                      </li>
                    ))}
                  </ul>
                </section>
              );
            })
          )
        }
      </Show>
      {removed && (
        <p role="status">
          去掉了「{removed.name}」。
          <Button type="link" size="small" onClick={() => void undo(removed)}>
            撤销
          </Button>
        </p>
      )}
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
    </div>
  );
}

const WHOSE = { mine: '我的', unit: '本组织的' } as const;

function KeepForm(props: { kept: (view: FigureViewItem) => void }): ReactNode {
  const [params] = useSearchParams();
  const [name, setName] = useState('');
  const [whose, setWhose] = useState<'mine' | 'unit'>('mine');
  const act = useAct();
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') {
      act.setProblem('请给这个看法起个名字。');
      return;
    }
    void act.run(async () => {
      const view = await send<FigureViewItem>('/figure-views', { name, query: params.toString(), whose });
      await again();
      props.kept(view);
    });
  };
  return (
    <form onSubmit={keep}>
      <label htmlFor="view-name">把现在看的存下来,叫</label>
      <Input
        id="view-name"
        value={name}
        maxLength={40}
        placeholder="如:各县培训按月"
        onChange={(e) => setName(e.target.value)}
      />
      <div className="toolbar">
        <Segmented
          aria-label="给谁看"
          size="small"
          value={whose}
          options={[
            { value: 'mine', label: '我自己' },
            { value: 'unit', label: '本组织都能用' },
          ]}
          onChange={setWhose}
        />
        <BusyButton type="primary" size="small" htmlType="submit" busy={act.busy} doing="正在存…">
          存下
        </BusyButton>
      </div>
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
    </form>
  );
}
