import { Button, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FigureRow, FigureView, MeasureView } from '../../../../contracts/api.ts';
import { type Door, whereText } from '../door.ts';
import { formatChange, formatDay, formatMonth, formatNumber, formatValue, lastDay } from '../format.ts';
import { walkRows } from '../frame/keys.ts';
import { Figure } from '../parts/figure.tsx';
import { Reported } from '../parts/reported.tsx';
import { Empty, Show } from '../parts/states.tsx';
import { yearBefore } from '../period.ts';
import { useSetParams, useTimes } from '../place.ts';
import { type FigureAsk, useFigure, useUnit } from '../queries.ts';
import { federationsFirst } from '../seat.ts';
import { TEXT } from '../text.ts';

interface Props {
  readonly measure: MeasureView;
  readonly unit: string;
  readonly by: string;
  readonly where: Readonly<Record<string, string>>;
  readonly tree: 'as-it-was' | 'like-for-like';
}

/** One measure: its figure, then rows by lower unit, month or dimension, with last year beside each. */
export function MeasureTable(props: Props): ReactNode {
  const { measure, unit, by, where, tree } = props;
  const { range } = useTimes();
  const set = useSetParams();
  const ask: FigureAsk = {
    measure: measure.key,
    unit,
    ...range,
    by,
    tree,
    ...(Object.keys(where).length > 0 ? { where: whereText(where) } : {}),
  };
  const figure = useFigure(ask);
  const before = useFigure({ ...ask, ...yearBefore(range) });
  return (
    <section className="sheet" aria-label={measure.label}>
      <div className="toolbar">
        <Segmented
          aria-label="怎么分"
          value={by}
          options={[
            { value: 'unit', label: '按下级' },
            { value: 'month', label: '按月' },
            ...measure.dimensions.map((d) => ({ value: d.key, label: `按${d.label}` })),
          ]}
          onChange={(v) => set({ by: v })}
        />
        <Select
          aria-label="用哪时的区划"
          value={tree}
          options={[
            { value: 'as-it-was', label: '按当时的区划' },
            { value: 'like-for-like', label: '按现在的区划(可比)' },
          ]}
          onChange={(v) => set({ tree: v === 'as-it-was' ? null : v })}
        />
        {Object.entries(where).map(([key, value]) => (
          <span key={key} className="chip">
            {measure.dimensions.find((d) => d.key === key)?.label ?? key}:
            {value.split('|').join('、') || '未填'}
            <Button
              type="text"
              size="small"
              aria-label="去掉这个条件"
              onClick={() => {
                const { [key]: _, ...others } = where;
                set({ where: whereText(others) });
              }}
            >
              ×
            </Button>
          </span>
        ))}
      </div>
      <Show of={figure} rows={8}>
        {(view) => (
          <>
            <Headline view={view} door={{ measure: measure.key, unit, ...range, where: ask.where, tree }} />
            <Rows
              {...props}
              view={view}
              lastYear={new Map(before.data?.rows.map((r) => [lastYearKey(by, r.key), r.value]) ?? [])}
              stale={figure.isFetching && figure.isPlaceholderData}
            />
          </>
        )}
      </Show>
    </section>
  );
}

/** A month's row is compared with the same month a year before. */
const lastYearKey = (by: string, key: string): string =>
  by === 'month' && /^\d{4}-\d{2}$/.test(key) ? `${Number(key.slice(0, 4)) + 1}${key.slice(4)}` : key;

function Headline(props: { view: FigureView; door: Door }): ReactNode {
  const { view } = props;
  return (
    <div className="headline">
      <Figure
        door={props.door}
        value={view.value}
        unitWord={view.unitWord}
        label={view.label}
        className="big"
      />
      <span>
        {TEXT.own} {formatValue(view.own, view.unitWord)} · {TEXT.below}{' '}
        {formatValue(view.below, view.unitWord)}
      </span>
      <span>
        {TEXT.lastYear} {formatValue(view.lastYear, view.unitWord)}{' '}
        {formatChange(view.value, view.lastYear) ?? ''}
      </span>
      <Reported reported={view.reported} />
      {view.opening !== 0 && (
        <span className="tag info">
          含{TEXT.opening} {formatValue(view.opening, view.unitWord)}
        </span>
      )}
      <p className="hint rule">怎么数的:{view.rule}</p>
    </div>
  );
}

function Rows(
  props: Props & { view: FigureView; lastYear: ReadonlyMap<string, number | null>; stale: boolean },
): ReactNode {
  const { view, measure, unit, by, where, tree } = props;
  const set = useSetParams();
  const { range } = useTimes();
  const byUnit = by === 'unit';
  const kinds = new Map(useUnit(unit).data?.children.map((c) => [c.id, c.kind]));
  const rows = byUnit
    ? federationsFirst(
        view.rows.map((row) => ({ ...row, kind: kinds.get(row.key) ?? ('federation' as const) })),
      ).filter((row) => row.kind === 'federation' || row.value !== null)
    : view.rows;
  const most = Math.max(0, ...view.rows.map((r) => r.value ?? 0));
  if (view.rows.length === 0)
    return (
      <Empty title={byUnit ? '它没有下级组织' : '没有可分的行'}>
        {byUnit ? '点上面的数字看是哪几行,或者按月、按类别看。' : '这段时间还没有记录。'}
      </Empty>
    );
  const doorOf = (row: FigureRow): Door => {
    if (byUnit) return { measure: measure.key, unit: row.key, ...range, where: whereText(where), tree };
    if (by === 'month') {
      const end = lastDay(row.key);
      const from = `${row.key}-01` < range.from ? range.from : `${row.key}-01`;
      return {
        measure: measure.key,
        unit,
        from,
        to: end > range.to ? range.to : end,
        where: whereText(where),
        tree,
      };
    }
    return { measure: measure.key, unit, ...range, where: whereText({ ...where, [by]: row.key }), tree };
  };
  const head = byUnit
    ? '组织'
    : by === 'month'
      ? '月份'
      : (measure.dimensions.find((d) => d.key === by)?.label ?? '类别');
  const addsUp = view.rows.some((r) => r.value !== null) && measure.kind !== 'ratio';
  return (
    <div className="table-box tall">
      <table className={`figures ${props.stale ? 'stale' : ''}`} aria-label={`${measure.label} ${head}`}>
        <thead>
          <tr>
            <th scope="col" className="pin">
              {head}
            </th>
            <th scope="col" className="number">
              {TEXT.own}
              <span className="unit-word">{view.unitWord}</span>
            </th>
            <th scope="col" className="number">
              {TEXT.below}
            </th>
            <th scope="col" className="number">
              {TEXT.total}
            </th>
            <th scope="col" className="number">
              {TEXT.lastYear}
            </th>
            <th scope="col" className="number">
              比去年
            </th>
            <th scope="col" className="bar-head">
              大小
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {rows.map((row) => {
            const last = props.lastYear.get(row.key) ?? null;
            const name = byUnit ? row.label : by === 'month' ? formatMonth(row.key) : row.label || '未填';
            return (
              <tr key={row.key} tabIndex={0}>
                <th scope="row" className="pin">
                  {byUnit ? (
                    <Button
                      type="link"
                      size="small"
                      onClick={() => set({ unit: row.key })}
                      title={row.hasChildren ? '看它的下级' : '只看它'}
                    >
                      {name}
                    </Button>
                  ) : by === 'month' ? (
                    name
                  ) : (
                    <Button
                      type="link"
                      size="small"
                      onClick={() => set({ by: null, where: whereText({ ...where, [by]: row.key }) })}
                      title="只看这一类,按下级分"
                    >
                      {name}
                    </Button>
                  )}
                </th>
                <td className="number">{formatNumber(row.own)}</td>
                <td className="number">{formatNumber(row.below)}</td>
                <td className="number">
                  <Figure door={doorOf(row)} value={row.value} label={`${name} ${measure.label}`} />
                </td>
                <td className="number">{formatNumber(last)}</td>
                <td className="number hint">{formatChange(row.value, last) ?? ''}</td>
                <td className="bar">
                  <span style={{ width: `${most > 0 && row.value ? (row.value / most) * 100 : 0}%` }} />
                </td>
              </tr>
            );
          })}
        </tbody>
        {addsUp && (
          <tfoot>
            <tr className="sum">
              <th scope="row" className="pin">
                {TEXT.total}
                <span className="hint"> 到{formatDay(range.to, range.from)}</span>
              </th>
              <td className="number">{formatNumber(view.own)}</td>
              <td className="number">{formatNumber(view.below)}</td>
              <td className="number">{formatNumber(view.value)}</td>
              <td className="number">{formatNumber(view.lastYear)}</td>
              <td className="number hint">{formatChange(view.value, view.lastYear) ?? ''}</td>
              <td />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
