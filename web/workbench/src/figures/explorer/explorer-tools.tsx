import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Segmented from 'antd/es/segmented';
import Select from 'antd/es/select';
import type { ReactNode } from 'react';
import type { MeasureView, UnitView } from '../../../../../contracts/api.ts';
import { whereText } from '../../door.ts';
import { UnitPicker } from '../../parts/unit-picker.tsx';
import { useSetParams } from '../../place.ts';
import { MeasurePicker } from '../measure-picker.tsx';
import { type Exploring, MOST_MEASURES, MOST_UNITS, type Shape, sharedDimensions } from './exploring.ts';

const SHAPE_NAMES: Readonly<Record<Shape, string>> = {
  table: '表',
  bar: '柱',
  line: '线',
  share: '占比',
  small: '小图',
};

/** What is counted, of whom, how it is split and in which shape: each choice stands in the address. */
export function ExplorerTools(props: {
  x: Exploring;
  measures: readonly MeasureView[];
  known: readonly UnitView[];
}): ReactNode {
  const { x } = props;
  const set = useSetParams();
  return (
    <>
      <Chosen {...props} />
      <div className="toolbar">
        <Segmented
          aria-label="怎么分"
          value={x.by}
          options={[
            { value: 'unit', label: x.units.length > 1 ? '各组织' : '按下级' },
            { value: 'month', label: '按月' },
            ...sharedDimensions(x.measures).map((d) => ({ value: d.key, label: `按${d.label}` })),
          ]}
          onChange={(by) => set({ by, ...(x.shape === 'line' && by !== 'month' ? { show: 'bar' } : {}) })}
        />
        <Segmented<Shape>
          aria-label="怎么画"
          value={x.shape}
          options={Object.entries(SHAPE_NAMES)
            .filter(([shape]) => shape !== 'small' || x.units.length === 1)
            .map(([value, label]) => ({ value: value as Shape, label, title: SHAPE_TITLES[value as Shape] }))}
          onChange={(shape) =>
            set({
              show: shape === 'table' ? null : shape,
              ...(shape === 'line' ? { by: 'month' } : {}),
            })
          }
        />
        <Checkbox checked={x.last} onChange={(e) => set({ last: e.target.checked ? null : 'no' })}>
          去年同期
        </Checkbox>
        <Select
          aria-label="用哪时的区划"
          value={x.tree}
          options={[
            { value: 'as-it-was', label: '按当时的区划' },
            { value: 'like-for-like', label: '按现在的区划(可比)' },
          ]}
          onChange={(v) => set({ tree: v === 'as-it-was' ? null : v })}
        />
      </div>
    </>
  );
}

const SHAPE_TITLES: Readonly<Record<Shape, string>> = {
  table: '只看表',
  bar: '柱状图,下面有表',
  line: '折线图,按月,下面有表',
  share: '各占合计的多少',
  small: '每个下级一张小图,逐月',
};

/** Measures, units and conditions as chips, each with its way out; a second one is added beside. */
function Chosen(props: {
  x: Exploring;
  measures: readonly MeasureView[];
  known: readonly UnitView[];
}): ReactNode {
  const { x, measures } = props;
  const set = useSetParams();
  const keys = x.measures.map((m) => m.key);
  const words = new Map(props.known.map((u) => [u.id, u.name]));
  return (
    <div className="toolbar chosen">
      {x.measures.map((m) => (
        <Chip
          key={m.key}
          text={m.label}
          drop={
            x.measures.length > 1
              ? () => set({ measure: keys.filter((k) => k !== m.key).join(',') })
              : undefined
          }
        />
      ))}
      {x.measures.length < MOST_MEASURES && (
        <MeasurePicker
          measures={measures.filter((m) => !keys.includes(m.key))}
          value={null}
          placeholder="再加一个数字"
          onChange={(key) => set({ measure: [...keys, key].join(',') })}
        />
      )}
      {x.units.length > 1 &&
        x.units.map((id) => (
          <Chip
            key={id}
            text={words.get(id) ?? '…'}
            drop={() => set({ unit: x.units.filter((u) => u !== id).join(',') })}
          />
        ))}
      {x.units.length < MOST_UNITS && (
        <span className="add-unit">
          <UnitPicker
            key={x.units.join()}
            id="add-unit"
            label="加一个组织比较"
            placeholder="加一个组织比较"
            known={props.known.filter((u) => !x.units.includes(u.id))}
            allow={(u) => !x.units.includes(u.id)}
            value={null}
            onChange={(id) => set({ unit: [...x.units, id].join(','), by: null })}
          />
        </span>
      )}
      {Object.entries(x.where).map(([key, value]) => {
        const name = x.measures[0]?.dimensions.find((d) => d.key === key)?.label ?? key;
        return (
          <Chip
            key={key}
            text={`${name}:${value.split('|').join('、') || '未填'}`}
            drop={() => {
              const { [key]: _, ...others } = x.where;
              set({ where: whereText(others) });
            }}
          />
        );
      })}
    </div>
  );
}

function Chip(props: { text: string; drop: (() => void) | undefined }): ReactNode {
  return (
    <span className={`chip ${props.drop ? '' : 'alone'}`}>
      {props.text}
      {props.drop && (
        <Button type="text" size="small" aria-label={`去掉 ${props.text}`} onClick={props.drop}>
          ×
        </Button>
      )}
    </span>
  );
}
