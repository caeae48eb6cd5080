import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Radio from 'antd/es/radio';
import Select from 'antd/es/select';
import { type ReactNode, useState } from 'react';
import type { MatterAct, MatterView } from '../../../../contracts/api-flows.ts';
import { sourceWords } from '../../../../contracts/source-words.ts';
import { formatDay } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { at } from '../records/entry-fields.tsx';
import { FieldRow } from '../records/field-row.tsx';
import { TEXT } from '../text.ts';
import { useCandidates } from './queries.ts';
import { OtherProblems, StepFields } from './step-fields.tsx';
import { useStep } from './use-step.ts';

const CHOICE_NAMES = { to: '交给谁', readers: '传给谁看', signers: '请谁会签' } as const;

/** One step of a matter with all that it asks. What was there before stands in its fields. */
export function StepForm(props: {
  matter: MatterView;
  act: MatterAct;
  today: string;
  done: (said: string) => void;
  close: () => void;
}): ReactNode {
  const { matter, act } = props;
  const rule = matter.flow.transitions.find((t) => t.key === act.key);
  const ground = rule?.source ? sourceWords([rule.source]) : '';
  const [data, setData] = useState<Readonly<Record<string, unknown>>>(() =>
    Object.fromEntries(act.asks.map((a) => [a.field, rule?.afresh ? null : (matter.data[a.field] ?? null)])),
  );
  const [opinion, setOpinion] = useState('');
  const [chosen, setChosen] = useState<Readonly<Record<string, readonly string[]>>>({});
  const [backTo, setBackTo] = useState<string | null>(act.backTo[0] ?? null);
  const { busy, said, problems, run } = useStep();
  const id = `step-${act.key}`;
  const stateName = (key: string): string => matter.flow.states.find((s) => s.key === key)?.name ?? key;
  const shown = [...act.asks.map((a) => `data.${a.field}`), 'opinion', ...act.chooses];
  const go = async (): Promise<void> => {
    const answer = await run(`/matters/${matter.id}/steps`, {
      version: matter.version,
      step: act.key,
      data,
      opinion: opinion.trim() || null,
      to: chosen['to']?.[0] ?? null,
      readers: chosen['readers'] ?? [],
      signers: chosen['signers'] ?? [],
      backTo: act.backTo.length > 0 ? backTo : null,
    });
    if (answer) props.done(`已记下:${act.name}。`);
  };
  return (
    <form
      className="step-form"
      aria-label={act.name}
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      {act.forName && <p className="note">您是代理人,这一步替{act.forName}办,经过里会写明。</p>}
      <StepFields
        fields={matter.flow.fields}
        asks={act.asks}
        data={data}
        known={matter.data}
        today={props.today}
        prefix={id}
        problems={problems}
        setField={(key, value) => setData({ ...data, [key]: value })}
      />
      {act.chooses.map((list) => (
        <Persons
          key={list}
          id={`${id}-${list}`}
          matter={matter.id}
          step={act.key}
          list={list}
          value={chosen[list] ?? []}
          problems={at(problems, list)}
          onChange={(posts) => setChosen({ ...chosen, [list]: posts })}
        />
      ))}
      {act.backTo.length > 0 && (
        <FieldRow id={`${id}-back`} label="退回到" required group>
          <Radio.Group
            aria-labelledby={`${id}-back-label`}
            value={backTo}
            options={act.backTo.map((s) => ({ value: s, label: stateName(s) }))}
            onChange={(e) => setBackTo(String(e.target.value))}
          />
        </FieldRow>
      )}
      {act.opinion !== 'none' && (
        <FieldRow
          id={`${id}-opinion`}
          label={act.opinion === 'required' ? '理由' : '意见'}
          required={act.opinion === 'required'}
          problems={at(problems, 'opinion')}
          help={act.opinion === 'required' ? undefined : '可以不写。'}
        >
          <Input.TextArea
            id={`${id}-opinion`}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={2000}
            value={opinion}
            aria-describedby={`${id}-opinion-say`}
            onChange={(e) => setOpinion(e.target.value)}
          />
        </FieldRow>
      )}
      <OtherProblems problems={problems} shown={shown} said={problems.length > 0 ? '' : said} />
      {matter.flow.key === 'violence' && ground && <p className="hint">依据:{ground}</p>}
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在办…">
          {act.name}
        </BusyButton>
        <Button onClick={props.close}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}

function Persons(props: {
  id: string;
  matter: string;
  step: string;
  list: 'to' | 'readers' | 'signers';
  value: readonly string[];
  problems: ReturnType<typeof at>;
  onChange: (posts: readonly string[]) => void;
}): ReactNode {
  const candidates = useCandidates(props.matter, props.step, props.list);
  const many = props.list !== 'to';
  const options = (candidates.data ?? []).map((c) => ({
    value: c.post,
    label: `${c.name} · ${c.unit} ${c.title}${c.awayUntil ? `(请假到 ${formatDay(c.awayUntil)})` : ''}`,
  }));
  return (
    <FieldRow
      id={props.id}
      label={CHOICE_NAMES[props.list]}
      required
      problems={props.problems}
      help={
        candidates.isSuccess && options.length === 0
          ? '现在没有可以选的人:要先有岗位、有账号。'
          : '按姓名、部室或职务找。'
      }
    >
      <Select
        id={props.id}
        className="wide"
        showSearch
        optionFilterProp="label"
        loading={candidates.isPending}
        {...(many ? { mode: 'multiple' as const } : {})}
        value={many ? [...props.value] : (props.value[0] ?? null)}
        options={options}
        notFoundContent="没有找到"
        onChange={(value: string | string[] | null) =>
          props.onChange(Array.isArray(value) ? value : value ? [value] : [])
        }
      />
    </FieldRow>
  );
}
