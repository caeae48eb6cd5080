import { useInfiniteQuery } from '@tanstack/react-query';
import Drawer from 'antd/es/drawer';
import Segmented from 'antd/es/segmented';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { FigureLines, FigureView } from '../../../../contracts/api.ts';
import { type Door, readWhere, type Scope } from '../door.ts';
import { useAttachmentCounts } from '../files/counts.ts';
import { formatChange, formatDay, formatNumber, formatRange, formatValue } from '../format.ts';
import { walkRows } from '../frame/keys.ts';
import { Digits } from '../parts/figure.tsx';
import { MoreRows } from '../parts/more-rows.tsx';
import { Reported } from '../parts/reported.tsx';
import { Empty, Failed, Loading, Show } from '../parts/states.tsx';
import { useDoors, useHref, useTimes } from '../place.ts';
import { useFigure, useMeasures, useUnit } from '../queries.ts';
import { Marks } from '../records/entry-table.tsx';
import { TEXT } from '../text.ts';
import { read } from '../wire.ts';

const PAGE = 50;

/** What stands behind a figure: own, below, total; who reported; the rule; then the very lines. */
export function FigureDrawer(props: { door: Door; close: () => void }): ReactNode {
  const { door } = props;
  const { scope: _, ...ask } = door;
  const figure = useFigure(ask);
  const unit = useUnit(door.unit);
  const measures = useMeasures();
  const href = useHref();
  const measure = measures.data?.find((m) => m.key === door.measure);
  const where = Object.entries(readWhere(door.where ?? null)).map(
    ([key, v]) =>
      `${measure?.dimensions.find((d) => d.key === key)?.label ?? '条件'}:${v.split('|').join('、') || '未填'}`,
  );
  return (
    <Drawer
      open
      size={680}
      title={figure.data?.label ?? measure?.label ?? '数字'}
      onClose={props.close}
      className="drawer"
      rootClassName="drawer-root"
    >
      <p className="door-place">
        {unit.data?.unit.name ?? '…'} · {formatRange(door.from, door.to)}
        {where.length > 0 && ` · ${where.join(' · ')}`}
      </p>
      <Show of={figure} rows={4}>
        {(view) => <Head view={view} />}
      </Show>
      <p className="no-print">
        <Link
          to={href('/figures', {
            measure: door.measure,
            unit: door.unit,
            where: door.where,
            tree: door.tree,
            p: `${door.from}~${door.to}`,
          })}
        >
          按下级、按月看这个数
        </Link>
      </p>
      <Lines door={door} unitWord={figure.data?.unitWord ?? measure?.unitWord ?? ''} kind={measure?.kind} />
    </Drawer>
  );
}

function Head(props: { view: FigureView }): ReactNode {
  const { view } = props;
  const change = formatChange(view.value, view.lastYear);
  return (
    <>
      <div className="three-figures">
        {(
          [
            [TEXT.own, view.own],
            [TEXT.below, view.below],
            [TEXT.total, view.value],
          ] as const
        ).map(([name, value]) => (
          <div key={name} className={name === TEXT.total ? 'main' : ''}>
            <span className="hint">{name}</span>
            <Digits
              value={value}
              unitWord={view.unitWord}
              hidden={value === null ? view.hidden : undefined}
            />
          </div>
        ))}
        <div>
          <span className="hint">
            {TEXT.lastYear}
            {change && ` ${change}`}
          </span>
          <Digits value={view.lastYear} unitWord={view.unitWord} hidden={view.lastHidden} />
        </div>
      </div>
      {view.numerator !== undefined && view.denominator !== undefined && !view.hidden && (
        <p>
          分子 {formatNumber(view.numerator)} ÷ 分母 {formatNumber(view.denominator)}
        </p>
      )}
      <p>
        <Reported reported={view.reported} />
        {view.hidden ? (
          <span> {TEXT.whyHidden}</span>
        ) : (
          view.value === null && <span> 还没有组织上报,所以没有数;这不是 0。</span>
        )}
      </p>
      <p>
        <span className="hint">怎么数的:</span>
        {view.rule}
      </p>
      {view.opening !== 0 && (
        <p className="note">
          <span className="sign info">i</span> 其中{TEXT.opening}数 {formatValue(view.opening, view.unitWord)}
          ,没有逐笔的记录。
        </p>
      )}
    </>
  );
}

function Lines(props: { door: Door; unitWord: string; kind: string | undefined }): ReactNode {
  const [scope, setScope] = useState<Scope>(props.door.scope ?? 'total');
  const { today } = useTimes();
  const { openEntry } = useDoors();
  const lines = useInfiniteQuery({
    queryKey: ['figure-lines', props.door, scope],
    queryFn: ({ pageParam, signal }) =>
      read<FigureLines>('/figures/lines', { ...props.door, scope, after: pageParam, limit: PAGE }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
  const rows = lines.data?.pages.flatMap((p) => p.rows) ?? [];
  const files = useAttachmentCounts(rows.map((r) => r.id));
  return (
    <section aria-label="是哪几行">
      <div className="lines-head">
        <h3>是哪几行</h3>
        <Segmented<Scope>
          size="small"
          aria-label="看哪一级的"
          value={scope}
          options={[
            { value: 'total', label: TEXT.total },
            { value: 'own', label: TEXT.own },
            { value: 'below', label: TEXT.below },
          ]}
          onChange={setScope}
        />
      </div>
      {lines.isPending ? (
        <Loading rows={5} />
      ) : lines.isError ? (
        <Failed error={lines.error} retry={() => void lines.refetch()} />
      ) : lines.data.pages[0]?.countsOnly ? (
        <p className="note">
          <span className="sign info">i</span> {TEXT.countsOnly}
        </p>
      ) : rows.length === 0 ? (
        <Empty title="没有计入的记录">
          {scope === 'total' ? '这段时间没有一行计入这个数。' : '换成“合计”看看。'}
        </Empty>
      ) : (
        <>
          <div className="table-box">
            <table className="lines" aria-label="计入这个数的记录">
              <thead>
                <tr>
                  <th scope="col" className="day">
                    日期
                  </th>
                  <th scope="col">内容</th>
                  <th scope="col">组织</th>
                  <th scope="col" className="number">
                    计入
                    <span className="unit-word">{props.kind === 'ratio' ? '' : props.unitWord}</span>
                  </th>
                </tr>
              </thead>
              <tbody onKeyDown={walkRows}>
                {rows.map((row) => (
                  <tr
                    key={row.id}
                    tabIndex={0}
                    onClick={() => openEntry(row.id)}
                    onKeyDown={(e) => e.key === 'Enter' && openEntry(row.id)}
                  >
                    <td className="day">{formatDay(row.day, today)}</td>
                    <td className="title">
                      <Marks entry={row} files={files[row.id]} />
                      {row.title}
                    </td>
                    <td className="unit">{row.unit.name}</td>
                    <td className="number">{formatNumber(row.counts)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <MoreRows
            shown={rows.length}
            hasNext={lines.hasNextPage}
            busy={lines.isFetchingNextPage}
            next={() => void lines.fetchNextPage()}
            size={PAGE}
          />
        </>
      )}
    </section>
  );
}
