import Input from 'antd/es/input';
import Radio from 'antd/es/radio';
import Space from 'antd/es/space';
import type { ReactNode } from 'react';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { readNumberText } from '../day-text.ts';
import type { Draft } from '../draft.ts';
import { DayField } from '../parts/day-field.tsx';
import { OPENING_NAMES } from '../text.ts';
import type { Problem } from '../wire.ts';
import { at } from './entry-fields.tsx';
import { FieldInput, isGroup } from './field-input.tsx';
import { FieldRow } from './field-row.tsx';

/** 期初数: totals from before the ledger was kept line by line; the only place where a total may be typed, and marked wherever it counts. */
export function OpeningFields(props: {
  ledger: Ledger;
  draft: Draft;
  today: string;
  problems: readonly Problem[];
  change: (part: Partial<Draft>) => void;
}): ReactNode {
  const { ledger, draft, problems, change } = props;
  const totals = (draft.data['totals'] ?? {}) as Readonly<Record<string, unknown>>;
  const setTotal = (key: string, value: number | string | null): void => {
    const { [key]: _, ...others } = totals;
    change({ data: { ...draft.data, totals: value === null ? others : { ...others, [key]: value } } });
  };
  const splits = ledger.fields.filter(
    (f) =>
      (f.type === 'choice' || f.type === 'yesno') &&
      ledger.dimensions.some((d) => d.value.includes(`\${${f.key}}`)),
  );
  return (
    <>
      <p className="note">
        <span className="sign info">i</span>{' '}
        以前没有逐笔记下来的,可以记一个合计作为期初数。它算进数字里,但处处标明“期初”。现在起的事请逐笔记。
      </p>
      <FieldRow id="f-day" label="从哪天" required help="要从某月 1 日算起。" problems={at(problems, 'day')}>
        <DayField id="f-day" value={draft.day} today={props.today} onChange={(day) => change({ day })} />
      </FieldRow>
      <FieldRow
        id="f-until"
        label="到哪天"
        required
        help="期初数覆盖到这一天。"
        problems={at(problems, 'until')}
      >
        <DayField
          id="f-until"
          value={draft.until ?? ''}
          today={props.today}
          onChange={(day) => change({ until: day || null })}
        />
      </FieldRow>
      <FieldRow id="f-opening" label="代表什么" required group problems={at(problems, 'opening')}>
        <Radio.Group
          aria-labelledby="f-opening-label"
          value={draft.opening}
          options={[
            { value: 'covers', label: OPENING_NAMES.covers },
            { value: 'rest', label: OPENING_NAMES.rest },
          ]}
          onChange={(e) => change({ opening: e.target.value === 'rest' ? 'rest' : 'covers' })}
        />
      </FieldRow>
      {splits.map((field) => (
        <FieldRow
          key={field.key}
          id={`f-${field.key}`}
          label={field.label}
          group={isGroup(field)}
          help="只是其中一类的合计时才选。"
          problems={at(problems, `data.${field.key}`)}
        >
          <FieldInput
            id={`f-${field.key}`}
            field={field}
            value={draft.data[field.key]}
            today={props.today}
            invalid={false}
            onChange={(v) => change({ data: { ...draft.data, [field.key]: v } })}
          />
        </FieldRow>
      ))}
      {ledger.measures
        .filter((m) => m.kind === 'flow' || m.kind === 'stock')
        .map((m) => {
          const value = totals[m.key];
          return (
            <FieldRow
              key={m.key}
              id={`f-${m.key}`}
              label={m.label}
              help={m.rule}
              problems={at(problems, `data.totals.${m.key}`)}
            >
              <Space.Compact className="number-input">
                <Input
                  id={`f-${m.key}`}
                  inputMode="decimal"
                  autoComplete="off"
                  value={value === undefined || value === null ? '' : String(value)}
                  onChange={(e) => setTotal(m.key, readNumberText(e.target.value, m.unitWord))}
                />
                <Space.Addon>{m.unitWord}</Space.Addon>
              </Space.Compact>
            </FieldRow>
          );
        })}
      {at(problems, 'data.totals').map((p) => (
        <p key={p.message} className="problem">
          {p.message}
        </p>
      ))}
    </>
  );
}
