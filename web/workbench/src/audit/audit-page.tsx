import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Select from 'antd/es/select';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { AuditRow } from '../../../../contracts/api-audit.ts';
import { formatMoment, formatRange } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { DayField } from '../parts/day-field.tsx';
import { MoreRows } from '../parts/more-rows.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { useAct } from '../parts/use-act.ts';
import { isDay } from '../period.ts';
import { CLEAR } from '../signs.tsx';
import { download } from '../wire.ts';
import { Chain } from './chain.tsx';
import { type AuditAsked, useAudit, useKinds } from './queries.ts';

const PAGE = 50;
const RESULTS = {
  ok: { sign: '✓', tone: 'done', name: '成功' },
  denied: { sign: '✗', tone: 'late', name: '拒绝' },
  failed: { sign: '✗', tone: 'soon', name: '失败' },
} as const;

interface Typed {
  readonly from: string;
  readonly to: string;
  readonly who: string;
  readonly what: string | null;
  readonly unit: string | null;
  readonly result: string | null;
}
const BLANK: Typed = { from: '', to: '', who: '', what: null, unit: null, result: null };
const toAsked = (t: Typed): AuditAsked => ({
  ...t,
  from: isDay(t.from) ? t.from : null,
  to: isDay(t.to) ? t.to : null,
  who: t.who.trim(),
});

/** 审计: who did what, when, where; looking is recorded as well. */
export function AuditPage(props: { me: Me }): ReactNode {
  const [typed, setTyped] = useState(BLANK);
  const asked = toAsked(useDeferredValue(typed));
  const list = useAudit(asked);
  const { busy, problem, run } = useAct();
  const rows = list.data?.pages.flatMap((p) => p.rows) ?? [];
  const first = list.data?.pages[0];
  const save = (): void =>
    void run(async () => {
      const query = { ...asked, from: first?.from ?? asked.from, to: first?.to ?? asked.to };
      await download('/audit/export', query, `审计 ${query.from ?? ''} ${query.to ?? ''}.csv`);
    });
  return (
    <>
      <div className="page-head">
        <h1>审计</h1>
        <span className="hint">您看审计,也会记入审计。</span>
        <span className="spacer" />
        <BusyButton busy={busy} doing="正在导出…" onClick={save}>
          导出
        </BusyButton>
      </div>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <Chain today={props.me.today} />
      <Filters typed={typed} setTyped={setTyped} me={props.me} />
      <section className="sheet" aria-label="审计记录">
        {first && (
          <p className="hint">
            {formatRange(first.from, first.to)}
            {!isDay(typed.from) && !isDay(typed.to) && '(最近 7 天;要看更早的,请填日期)'}
          </p>
        )}
        {list.isError && !list.data ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : !list.data ? (
          <Loading rows={10} />
        ) : rows.length === 0 ? (
          <Empty title="这段时间没有这样的记录">可以放宽日期,或去掉一个条件。</Empty>
        ) : (
          <>
            <Events rows={rows} today={props.me.today} stale={list.isPlaceholderData} />
            <MoreRows
              shown={rows.length}
              size={PAGE}
              hasNext={list.hasNextPage}
              busy={list.isFetchingNextPage}
              next={() => void list.fetchNextPage()}
            />
          </>
        )}
      </section>
    </>
  );
}

function Filters(props: { typed: Typed; setTyped: (t: Typed) => void; me: Me }): ReactNode {
  const { typed, setTyped, me } = props;
  const kinds = useKinds();
  const isBlank = JSON.stringify(typed) === JSON.stringify(BLANK);
  return (
    <div className="toolbar audit-filters">
      <DayField
        id="audit-from"
        label="从哪天"
        today={me.today}
        value={typed.from}
        onChange={(from) => setTyped({ ...typed, from })}
      />
      <span aria-hidden>—</span>
      <DayField
        id="audit-to"
        label="到哪天"
        today={me.today}
        value={typed.to}
        onChange={(to) => setTyped({ ...typed, to })}
      />
      <Input
        allowClear={CLEAR}
        className="filter-words"
        placeholder="谁:账号,或姓名的开头"
        aria-label="谁"
        value={typed.who}
        onChange={(e) => setTyped({ ...typed, who: e.target.value })}
      />
      <Select<string | null>
        className="filter-dimension"
        aria-label="什么操作"
        value={typed.what}
        options={[
          { value: null, label: '所有操作' },
          ...(kinds.data ?? []).map((k) => ({ value: k.what, label: k.words })),
        ]}
        onChange={(what) => setTyped({ ...typed, what })}
      />
      <Select<string | null>
        className="filter-dimension"
        aria-label="结果"
        value={typed.result}
        options={[
          { value: null, label: '所有结果' },
          ...Object.entries(RESULTS).map(([value, r]) => ({ value, label: r.name })),
        ]}
        onChange={(result) => setTyped({ ...typed, result })}
      />
      {me.permissions.includes('unit.read') && (
        <div className="filter-unit">
          <UnitPicker
            id="audit-unit"
            label="哪个组织及以下"
            placeholder="哪个组织及以下"
            known={[me.unit]}
            value={typed.unit}
            onChange={(unit) => setTyped({ ...typed, unit })}
          />
        </div>
      )}
      {!isBlank && <Button onClick={() => setTyped(BLANK)}>清除条件</Button>}
    </div>
  );
}

function Events(props: { rows: readonly AuditRow[]; today: string; stale: boolean }): ReactNode {
  return (
    <div className="table-box">
      <table className={`plain-table audit ${props.stale ? 'stale' : ''}`} aria-label="审计记录">
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">谁</th>
            <th scope="col">组织</th>
            <th scope="col">操作</th>
            <th scope="col">结果</th>
            <th scope="col">补充</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((r) => (
            <tr key={r.id}>
              <td className="day">{formatMoment(r.at, props.today)}</td>
              <td>
                {r.who ? (
                  <>
                    {r.who.name} <span className="hint">{r.who.login}</span>
                  </>
                ) : (
                  <span className="hint">{r.action === 'sign-in' ? '不认识的账号' : '系统或操作员'}</span>
                )}
              </td>
              <td>{r.unitName ?? ''}</td>
              <td title={r.object}>{r.words}</td>
              <td>
                <span className={`sign ${RESULTS[r.result].tone}`}>
                  {RESULTS[r.result].sign} {RESULTS[r.result].name}
                </span>
              </td>
              <td>
                {r.detail}
                {!r.sealed && <span className="tag soon">待封存</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
