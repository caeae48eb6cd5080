import Modal from 'antd/es/modal';
import Select from 'antd/es/select';
import { type ReactNode, useContext, useId, useState } from 'react';
import type { HandFigure } from '../../../../../contracts/api-paper-slots.ts';
import { MeasurePicker } from '../../figures/measure-picker.tsx';
import { formatNumber } from '../../format.ts';
import { type FigureAsk, useFigure, useMeasures } from '../../queries.ts';
import { FieldRow } from '../../records/field-row.tsx';
import { TEXT } from '../../text.ts';
import { PaperPeriod } from './paper-period.ts';

const SCOPES = [
  { value: 'total', label: TEXT.total },
  { value: 'own', label: TEXT.own },
  { value: 'below', label: TEXT.below },
] as const;
const PERIODS = [
  { value: 'this', label: '本期' },
  { value: 'last-year', label: '去年同期' },
] as const;

/** Picks a figure for the text (插入数字): what is counted, of whom, and which part of it; its value is shown before. */
export function InsertFigure(props: { close: () => void; insert: (figure: HandFigure) => void }): ReactNode {
  const id = useId();
  const period = useContext(PaperPeriod);
  const measures = useMeasures();
  const [key, setKey] = useState<string | null>(null);
  const [scope, setScope] = useState<'own' | 'below' | 'total'>('total');
  const [when, setWhen] = useState<'this' | 'last-year'>('this');
  const [dimension, setDimension] = useState<string | null>(null);
  const [part, setPart] = useState<string | null>(null);
  const measure = measures.data?.find((m) => m.key === key) ?? null;
  const back = when === 'last-year' ? 1 : 0;
  const ask = (more: { by?: string; where?: string }): FigureAsk | null =>
    measure === null
      ? null
      : {
          measure: measure.key,
          unit: period.unit,
          from: yearsBefore(period.from, back),
          to: yearsBefore(period.to, back),
          ...more,
        };
  const split = useFigure(dimension === null ? null : ask({ by: dimension }));
  const isWhole = dimension === null || part === null;
  const figure = useFigure(ask(isWhole ? {} : { where: `${dimension}=${part}` }));
  const value = figure.data
    ? scope === 'own'
      ? figure.data.own
      : scope === 'below'
        ? figure.data.below
        : figure.data.value
    : null;
  const label = measure
    ? [
        when === 'last-year' ? '去年同期' : '',
        scope === 'own' ? '本级' : scope === 'below' ? '下级' : '',
        isWhole ? '' : `“${part}”`,
        measure.label,
      ].join('')
    : '';
  return (
    <Modal
      open
      className="insert-figure"
      title="插入数字"
      okText="插入"
      cancelText={TEXT.cancel}
      okButtonProps={{ disabled: measure === null }}
      onCancel={props.close}
      onOk={() =>
        measure &&
        props.insert({
          measure: measure.key,
          label,
          ...(isWhole ? {} : { where: { [dimension]: part } }),
          ...(scope === 'total' ? {} : { scope }),
          ...(when === 'this' ? {} : { period: when }),
        })
      }
    >
      <p className="hint">选好以后,它和别的数一样从台账里数出来,跟着台账变,不能改写。</p>
      <FieldRow id={`${id}-what`} label="数什么">
        <MeasurePicker
          measures={measures.data ?? []}
          value={key}
          placeholder="选一个数,可打拼音首字母"
          onChange={(k) => {
            setKey(k);
            setDimension(null);
            setPart(null);
          }}
        />
      </FieldRow>
      {measure && measure.dimensions.length > 0 && (
        <FieldRow id={`${id}-part`} label="只数哪一类(可不选)">
          <span className="insert-part">
            <Select
              id={`${id}-part`}
              aria-label="按什么分"
              allowClear
              placeholder="全部"
              value={dimension}
              options={measure.dimensions.map((d) => ({ value: d.key, label: d.label }))}
              onChange={(d: string | undefined) => {
                setDimension(d ?? null);
                setPart(null);
              }}
            />
            {dimension !== null && (
              <Select
                aria-label="哪一类"
                loading={split.isPending}
                placeholder="选一类"
                value={part}
                options={(split.data?.rows ?? [])
                  .filter((r) => r.key !== '')
                  .map((r) => ({ value: r.key, label: r.label }))}
                notFoundContent={split.isPending ? '正在取…' : '这段时间没有分类的记录'}
                onChange={(p: string) => setPart(p)}
              />
            )}
          </span>
        </FieldRow>
      )}
      <FieldRow id={`${id}-scope`} label="哪一级、哪一期">
        <span className="insert-part">
          <Select
            id={`${id}-scope`}
            aria-label="哪一级"
            value={scope}
            options={[...SCOPES]}
            onChange={(s) => setScope(s)}
          />
          <Select aria-label="哪一期" value={when} options={[...PERIODS]} onChange={(w) => setWhen(w)} />
        </span>
      </FieldRow>
      {measure && (
        <p role="status">
          {figure.isPending ? (
            '正在数…'
          ) : figure.isError ? (
            <span className="problem">这个数现在取不到,请稍后再试。</span>
          ) : value === null ? (
            <span className="problem">这段时间没有人上报过,插入后会标成“缺”,不能定稿。</span>
          ) : (
            <>
              现在是 <strong>{`${formatNumber(value)}${measure.unitWord}`}</strong>。{measure.rule}
            </>
          )}
        </p>
      )}
    </Modal>
  );
}

/** The same day some years earlier; the last day of February is one. */
function yearsBefore(day: string, years: number): string {
  if (years === 0) return day;
  const year = `${Number(day.slice(0, 4)) - years}`;
  return day.slice(5) === '02-29' ? `${year}-02-28` : `${year}${day.slice(4)}`;
}
