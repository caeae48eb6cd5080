import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Input from 'antd/es/input';
import Popover from 'antd/es/popover';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { KeptView } from '../../../../contracts/api-lists.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { useSetParams } from '../place.ts';
import { queryClient } from '../queries.ts';
import { read, send } from '../wire.ts';

/** The parts of the address that make a list; the period is the header's and is not kept. */
const PARTS = ['q', 'unit', 'where', 'sort', 'state', 'time', 'cols'] as const;

const queryOf = (params: URLSearchParams): string => {
  const kept = new URLSearchParams();
  for (const part of PARTS) {
    const value = params.get(part);
    if (value) kept.set(part, value);
  }
  return kept.toString();
};

const useKept = (ledger: string): UseQueryResult<readonly KeptView[]> =>
  useQuery({
    queryKey: ['kept-views', ledger],
    queryFn: async ({ signal }) =>
      (await read<{ views: readonly KeptView[] }>(`/ledgers/${ledger}/views`, {}, signal)).views,
    staleTime: 60_000,
  });

const refresh = (ledger: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['kept-views', ledger] });

/** 常用筛选: filters, order and columns under a name, for oneself or for the unit. */
export function KeptViews(props: { ledger: string; unitName: string; mayKeep: boolean }): ReactNode {
  const [params] = useSearchParams();
  const set = useSetParams();
  const kept = useKept(props.ledger);
  const here = queryOf(params);
  const views = kept.data ?? [];
  const isNew = here !== '' && !views.some((v) => v.query === here);
  if (views.length === 0 && !(isNew && props.mayKeep)) return null;
  const use = (view: KeptView | null): void => {
    const wanted = new URLSearchParams(view?.query ?? '');
    set(Object.fromEntries(PARTS.map((part) => [part, wanted.get(part)])), { replace: true });
  };
  return (
    <nav className="kept-views" aria-label="常用筛选">
      <span className="hint">常用筛选</span>
      {views.map((v) => {
        const isHere = v.query === here;
        return (
          <span key={v.id} className={`kept-view ${isHere ? 'here' : ''}`}>
            <button type="button" aria-pressed={isHere} onClick={() => use(isHere ? null : v)}>
              {v.name}
              {v.forUnit && <span className="hint"> 本单位</span>}
            </button>
            {v.mayRemove && <RemoveView view={v} ledger={props.ledger} />}
          </span>
        );
      })}
      {isNew && props.mayKeep && <KeepView ledger={props.ledger} query={here} unitName={props.unitName} />}
    </nav>
  );
}

function RemoveView(props: { view: KeptView; ledger: string }): ReactNode {
  const { run, busy } = useAct();
  return (
    <button
      type="button"
      className="kept-remove"
      aria-label={`删掉常用筛选 ${props.view.name}`}
      title="删掉这个常用筛选(记录不受影响)"
      disabled={busy}
      onClick={() =>
        void run(async () => {
          await send(`/views/${props.view.id}/remove`);
          await refresh(props.ledger);
        })
      }
    >
      ×
    </button>
  );
}

function KeepView(props: { ledger: string; query: string; unitName: string }): ReactNode {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [forUnit, setForUnit] = useState(false);
  const { busy, problem, run } = useAct();
  const keep = (): void =>
    void run(async () => {
      await send(`/ledgers/${props.ledger}/views`, { name: name.trim(), query: props.query, forUnit });
      await refresh(props.ledger);
      setOpen(false);
      setName('');
    });
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <div className="keep-view">
          <label htmlFor="view-name">给现在的筛选起个名字</label>
          <Input
            id="view-name"
            autoFocus
            maxLength={30}
            placeholder="例如:科技类、人数多的在前"
            value={name}
            onChange={(e) => setName(e.target.value)}
            onPressEnter={keep}
          />
          <Checkbox checked={forUnit} onChange={(e) => setForUnit(e.target.checked)}>
            {props.unitName}的人都能用
          </Checkbox>
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <BusyButton type="primary" busy={busy} doing="正在存…" disabled={name.trim() === ''} onClick={keep}>
            存下
          </BusyButton>
        </div>
      }
    >
      <Button size="small">存为常用</Button>
    </Popover>
  );
}
