import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { MatterView } from '../../../../contracts/api-flows.ts';
import type { Flow } from '../../../../contracts/flow.ts';
import type { ContactPlan } from '../../../../contracts/safe-contact.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Nowhere, Show } from '../parts/states.tsx';
import { useGo, useHref, useTimes } from '../place.ts';
import { at } from '../records/entry-fields.tsx';
import { FieldRow } from '../records/field-row.tsx';
import { TEXT } from '../text.ts';
import type { Problem } from '../wire.ts';
import { AnotherOne } from './another-one.tsx';
import { carriedOver } from './begin-groups.ts';
import { AskedAtBegin } from './contact/asked-at-begin.tsx';
import { useFlows, useMatter } from './queries.ts';
import { OtherProblems, StepFields } from './step-fields.tsx';
import { useStep } from './use-step.ts';
import '../styles/matters.css';

/** Begins a matter (发起): its first step's fields, and in two sentences what will happen. */
export function BeginPage(): ReactNode {
  const { flow: key } = useParams();
  const [params] = useSearchParams();
  const from = params.get('from');
  const flows = useFlows();
  return (
    <Show of={flows}>
      {(all) => {
        const found = all.find((f) => f.flow.key === key && f.mayBegin);
        if (!found) return <Nowhere />;
        return from ? (
          <BeginFrom key={`${found.flow.key} ${from}`} flow={found.flow} from={from} />
        ) : (
          <Begin key={found.flow.key} flow={found.flow} from={null} />
        );
      }}
    </Show>
  );
}

/** Begun from another matter: what was said there stands in the fields already. */
function BeginFrom(props: { flow: Flow; from: string }): ReactNode {
  const before = useMatter(props.from);
  return <Show of={before}>{(m) => <Begin flow={props.flow} from={m} />}</Show>;
}

/** What is typed survives a reload of the tab; a case is kept in the page alone (SECURITY 37). */
function useKept(
  flow: Flow,
  first: Readonly<Record<string, unknown>>,
): [Readonly<Record<string, unknown>>, (data: Readonly<Record<string, unknown>> | null) => void] {
  const name = `halfsky.begin.${flow.key}`;
  // What was carried over belongs to that one matter: it is not kept for the next.
  const isKept = flow.privacy !== 'case' && Object.keys(first).length === 0;
  const [data, setData] = useState<Readonly<Record<string, unknown>>>(() => {
    try {
      const kept = isKept ? sessionStorage.getItem(name) : null;
      return kept ? (JSON.parse(kept) as Record<string, unknown>) : { ...flow.prefills, ...first };
    } catch {
      return { ...flow.prefills, ...first };
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

function Begin(props: { flow: Flow; from: MatterView | null }): ReactNode {
  const { flow, from } = props;
  const { today } = useTimes();
  const go = useGo();
  const [data, setData] = useKept(flow, from ? carriedOver(flow, { ...from, flow: from.flow.key }) : {});
  const [another, setAnother] = useState('');
  const [safe, setSafe] = useState<ContactPlan | null>(null);
  const [twins, setTwins] = useState<readonly Problem[]>([]);
  const href = useHref();
  const [opinion, setOpinion] = useState('');
  const { busy, said, problems, run } = useStep<{ id: string }>();
  // Told once, it stays in sight while she writes why and presses again.
  useEffect(() => {
    const found = at(problems, 'another');
    if (found.length > 0) setTwins(found);
  }, [problems]);
  const asks = flow.start.asks ?? [];
  const begin = async (): Promise<void> => {
    const answer = await run('/matters', {
      flow: flow.key,
      data,
      opinion: opinion.trim() || null,
      from: from?.id ?? null,
      another: another.trim() || null,
      ...(flow.contact ? { safe } : {}),
    });
    if (!answer) return;
    setData(null);
    go(`/matters/${answer.id}`);
  };
  return (
    <>
      <div className="page-head">
        <h1>{flow.begin}</h1>
        <p className="hint">{flow.about}</p>
        {from && (
          <p className="hint">
            由 <Link to={href(`/matters/${from.id}`)}>{from.number}</Link> 办起,那里记的已经带过来,请核对。
          </p>
        )}
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
        {flow.contact && (
          <AskedAtBegin plan={safe} follows={from !== null} problems={problems} onChange={setSafe} />
        )}
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
        {twins.length > 0 && <AnotherOne problems={twins} value={another} onChange={setAnother} />}
        <OtherProblems
          problems={problems.filter((p) => !p.field.startsWith('safe.'))}
          shown={[...asks.map((a) => `data.${a.field}`), 'opinion', 'another']}
          said={problems.length > 0 ? '' : said}
        />
        <p className="actions">
          <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在提交…">
            {flow.start.name}
          </BusyButton>
          <Button onClick={() => go(from ? `/matters/${from.id}` : '/matters')}>{TEXT.cancel}</Button>
        </p>
      </form>
    </>
  );
}
