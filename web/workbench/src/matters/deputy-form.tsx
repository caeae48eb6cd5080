import Button from 'antd/es/button';
import Select from 'antd/es/select';
import { type ReactNode, useState } from 'react';
import { formatDay } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { DayField } from '../parts/day-field.tsx';
import { useTimes } from '../place.ts';
import { at } from '../records/entry-fields.tsx';
import { FieldRow } from '../records/field-row.tsx';
import { TEXT } from '../text.ts';
import { useColleagues } from './queries.ts';
import { OtherProblems } from './step-fields.tsx';
import { useStep } from './use-step.ts';

/** Who stands in while she is away (代理): whole days; what waits for her waits for both. */
export function DeputyForm(props: { close: () => void }): ReactNode {
  const { today } = useTimes();
  const colleagues = useColleagues();
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState(today);
  const [deputy, setDeputy] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const { busy, said, problems, run } = useStep<{ until: string }>();
  const go = async (): Promise<void> => {
    const answer = await run('/absences', {
      from: `${from}T00:00:00+08:00`,
      until: `${until}T23:59:59+08:00`,
      deputy,
    });
    if (answer)
      setDone(
        `已登记:${formatDay(from, today)}到${formatDay(until, today)}不在,${deputy ? '由代理人办' : '没有代理人'}。`,
      );
  };
  if (done)
    return (
      <p className="note" role="status">
        <span className="sign done">✓</span> {done} <Button onClick={props.close}>{TEXT.close}</Button>
      </p>
    );
  return (
    <section className="sheet step-form" aria-label="我不在时谁代理">
      <p>这几天等您办的事,代理人也能办,经过里会写明是代您办的。代理人不能批自己的事。</p>
      <FieldRow id="away-from" label="从哪天" required problems={at(problems, 'from')}>
        <DayField id="away-from" value={from} today={today} onChange={setFrom} describedBy="away-from-say" />
      </FieldRow>
      <FieldRow id="away-until" label="到哪天" required problems={at(problems, 'until')}>
        <DayField
          id="away-until"
          value={until}
          today={today}
          onChange={setUntil}
          describedBy="away-until-say"
        />
      </FieldRow>
      <FieldRow
        id="away-deputy"
        label="代理人"
        problems={at(problems, 'deputy')}
        help="本机关的同事。不选的话,别人交办时会提示您不在。"
      >
        <Select
          id="away-deputy"
          className="wide"
          showSearch
          allowClear
          optionFilterProp="label"
          loading={colleagues.isPending}
          value={deputy}
          notFoundContent="没有找到"
          options={(colleagues.data ?? []).map((c) => ({
            value: c.post,
            label: `${c.name} · ${c.unit} ${c.title}`,
          }))}
          onChange={(value: string | undefined) => setDeputy(value ?? null)}
        />
      </FieldRow>
      <OtherProblems
        problems={problems}
        shown={['from', 'until', 'deputy']}
        said={problems.length > 0 ? '' : said}
      />
      <p className="actions">
        <BusyButton type="primary" busy={busy} doing="正在登记…" onClick={() => void go()}>
          登记
        </BusyButton>
        <Button onClick={props.close}>{TEXT.cancel}</Button>
      </p>
    </section>
  );
}
