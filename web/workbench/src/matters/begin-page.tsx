import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import type { Flow } from '../../../../contracts/flow.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Nowhere, Show } from '../parts/states.tsx';
import { useGo, useTimes } from '../place.ts';
import { at } from '../records/entry-fields.tsx';
import { FieldRow } from '../records/field-row.tsx';
import { TEXT } from '../text.ts';
import { useFlows } from './queries.ts';
import { OtherProblems, StepFields } from './step-fields.tsx';
import { useStep } from './use-step.ts';
import '../styles/matters.css';

/** Begins a matter (发起): its first step's fields, and in two sentences what will happen. */
export function BeginPage(): ReactNode {
  const { flow: key } = useParams();
  const flows = useFlows();
  return (
    <Show of={flows}>
      {(all) => {
        const found = all.find((f) => f.flow.key === key && f.mayBegin);
        return found ? <Begin key={found.flow.key} flow={found.flow} /> : <Nowhere />;
      }}
    </Show>
  );
}

/** What is typed survives a reload of the tab; a case is kept in the page alone (SECURITY 37). */
function useKept(
  flow: Flow,
): [Readonly<Record<string, unknown>>, (data: Readonly<Record<string, unknown>> | null) => void] {
  const name = `halfsky.begin.${flow.key}`;
  const isKept = flow.privacy !== 'case';
  const [data, setData] = useState<Readonly<Record<string, unknown>>>(() => {
    try {
      return isKept ? (JSON.parse(sessionStorage.getItem(name) ?? '{}') as Record<string, unknown>) : {};
    } catch {
      return {};
    }
  });
  return [
    data,
    (next) => {
      setData(next ?? {});
      if (!isKept) return;
      if (next) sessionStorage.setItem(name, JSON.stringify(next));
      else sessionStorage.removeItem(name);
    },
  ];
}

function Begin(props: { flow: Flow }): ReactNode {
  const { flow } = props;
  const { today } = useTimes();
  const go = useGo();
  const [data, setData] = useKept(flow);
  const [opinion, setOpinion] = useState('');
  const { busy, said, problems, run } = useStep<{ id: string }>();
  const asks = flow.start.asks ?? [];
  const begin = async (): Promise<void> => {
    const answer = await run('/matters', { flow: flow.key, data, opinion: opinion.trim() || null });
    if (!answer) return;
    setData(null);
    go(`/matters/${answer.id}`);
  };
  return (
    <>
      <div className="page-head">
        <h1>{flow.begin}</h1>
        <p className="hint">{flow.about}</p>
      </div>
      <form
        className="sheet step-form"
        aria-label={flow.begin}
        onSubmit={(e) => {
          e.preventDefault();
          void begin();
        }}
      >
        <StepFields
          fields={flow.fields}
          asks={asks}
          data={data}
          today={today}
          prefix="begin"
          problems={problems}
          setField={(key, value) => setData({ ...data, [key]: value })}
        />
        {flow.start.opinion !== 'none' && (
          <FieldRow id="begin-opinion" label="说明" problems={at(problems, 'opinion')}>
            <Input.TextArea
              id="begin-opinion"
              autoSize={{ minRows: 2 }}
              maxLength={2000}
              value={opinion}
              onChange={(e) => setOpinion(e.target.value)}
            />
          </FieldRow>
        )}
        <OtherProblems
          problems={problems}
          shown={[...asks.map((a) => `data.${a.field}`), 'opinion']}
          said={problems.length > 0 ? '' : said}
        />
        <p className="actions">
          <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在提交…">
            {flow.start.name}
          </BusyButton>
          <Button onClick={() => go('/matters')}>{TEXT.cancel}</Button>
        </p>
      </form>
    </>
  );
}
