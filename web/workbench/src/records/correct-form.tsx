import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { EntryPage, Me } from '../../../../contracts/api.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { checkWhileTyping } from '../checks.ts';
import { formatDay, formatField } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { queryClient, refreshAll } from '../queries.ts';
import { TEXT } from '../text.ts';
import { isWireError, type Problem, read, send, sentenceOf } from '../wire.ts';
import { at, EntryFields } from './entry-fields.tsx';
import { FieldRow } from './field-row.tsx';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const sameField = (a: unknown, b: unknown): boolean => same(a === '' ? null : a, b === '' ? null : b);

/** Corrects a line with a reason. Somebody faster: both values are shown, and she decides (SECURITY F9). */
export function CorrectForm(props: { page: EntryPage; ledger: Ledger; me: Me; done: () => void }): ReactNode {
  const { ledger, me } = props;
  // The line as she began to correct it; a newer one is shown beside hers and never slipped under her hands.
  const [base, setBase] = useState(props.page.entry);
  const [newer, setNewer] = useState<EntryPage['entry'] | null>(null);
  const [day, setDay] = useState(base.day);
  const [data, setData] = useState<Readonly<Record<string, unknown>>>(base.data);
  const [reason, setReason] = useState('');
  const [explanation, setExplanation] = useState(base.explanation ?? '');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const typed = base.opening ? [] : checkWhileTyping(ledger, { day, until: base.until, data }, me.today);
  const all = [...typed, ...problems.filter((p) => !typed.some((t) => t.message === p.message))];
  const set = Object.fromEntries(
    [...new Set([...Object.keys(data), ...Object.keys(base.data)])]
      .filter((key) => !sameField(data[key], base.data[key]))
      .map((key) => [key, data[key] === '' ? null : (data[key] ?? null)]),
  );
  const submit = async (version: number): Promise<void> => {
    if (reason.trim() === '') {
      setProblems([{ field: 'reason', message: '请写一句更正的原因。' }]);
      return;
    }
    setBusy(true);
    setProblems([]);
    setRefusal('');
    try {
      await send(`/entries/${base.id}/correct`, {
        version,
        ...(day === base.day ? {} : { day }),
        set,
        reason: reason.trim(),
        explanation: explanation.trim() || null,
      });
      await refreshAll();
      props.done();
    } catch (error) {
      if (isWireError(error) && error.code === 'save.conflict') {
        const page = await read<EntryPage>(`/entries/${base.id}`);
        queryClient.setQueryData(['entry', base.id], page);
        setNewer(page.entry);
      } else {
        setProblems(isWireError(error) ? error.problems : []);
        setRefusal(sentenceOf(error));
      }
    } finally {
      setBusy(false);
    }
  };
  const nothing = Object.keys(set).length === 0 && day === base.day;
  return (
    <form
      className="correct-form"
      aria-label="更正"
      onSubmit={(e) => {
        e.preventDefault();
        void submit(base.version);
      }}
    >
      <p className="hint">改动过的和原来的都会留在“经过”里,各级的数字自动跟着变。</p>
      {newer && (
        <Conflict
          ledger={ledger}
          mine={{ day, data }}
          base={base}
          newer={newer}
          keepMine={() => {
            setBase(newer);
            setNewer(null);
            // Only what she changed stays hers; the rest is the neighbour's new state.
            setData({ ...newer.data, ...set });
            if (day === base.day) setDay(newer.day);
          }}
          takeTheirs={props.done}
        />
      )}
      <EntryFields
        ledger={ledger}
        day={day}
        data={data}
        today={me.today}
        problems={all}
        prefix="c"
        setDay={setDay}
        setField={(key, value) => setData((d) => ({ ...d, [key]: value }))}
      />
      {(all.some((p) => p.level === 'soft') || explanation !== '') && (
        <FieldRow
          id="c-explanation"
          label="说明"
          help="不寻常的数,请写一句为什么。"
          problems={at(all, 'explanation')}
        >
          <Input.TextArea
            id="c-explanation"
            autoSize={{ minRows: 2 }}
            maxLength={500}
            value={explanation}
            onChange={(e) => setExplanation(e.target.value)}
          />
        </FieldRow>
      )}
      <FieldRow id="c-reason" label="更正的原因" required problems={at(all, 'reason')}>
        <Input.TextArea
          id="c-reason"
          autoSize={{ minRows: 2 }}
          maxLength={500}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </FieldRow>
      {refusal && (
        <p className="problem" role="alert">
          {refusal}
        </p>
      )}
      <p className="actions sheet-foot">
        <BusyButton
          type="primary"
          htmlType="submit"
          busy={busy}
          doing="正在保存…"
          disabled={nothing || newer !== null}
        >
          存更正
        </BusyButton>
        <Button onClick={props.done}>{TEXT.cancel}</Button>
        {nothing && <span className="hint">还没有改动。</span>}
      </p>
    </form>
  );
}

function Conflict(props: {
  ledger: Ledger;
  mine: { day: string; data: Readonly<Record<string, unknown>> };
  base: EntryPage['entry'];
  newer: EntryPage['entry'];
  keepMine: () => void;
  takeTheirs: () => void;
}): ReactNode {
  const { mine, base, newer } = props;
  const fields = props.ledger.fields.filter(
    (f) => !sameField(mine.data[f.key], base.data[f.key]) || !sameField(newer.data[f.key], base.data[f.key]),
  );
  return (
    <div className="refusal" role="alert" ref={(box) => box?.scrollIntoView({ block: 'center' })}>
      <p>
        <span className="sign late">!</span> 您改的时候,别人已经改过这一行(现在是第 {newer.version}{' '}
        版)。两边的内容:
      </p>
      <div className="table-box">
        <table className="plain-table" aria-label="两边的内容">
          <thead>
            <tr>
              <th scope="col">栏目</th>
              <th scope="col">原来</th>
              <th scope="col">别人改成</th>
              <th scope="col">您填的</th>
            </tr>
          </thead>
          <tbody>
            {(mine.day !== base.day || newer.day !== base.day) && (
              <tr>
                <th scope="row">{props.ledger.dayLabel}</th>
                <td>{formatDay(base.day)}</td>
                <td>{formatDay(newer.day)}</td>
                <td>{formatDay(mine.day)}</td>
              </tr>
            )}
            {fields.map((f) => (
              <tr key={f.key}>
                <th scope="row">{f.label}</th>
                <td>{formatField(f, base.data[f.key])}</td>
                <td>{formatField(f, newer.data[f.key])}</td>
                <td>{formatField(f, mine.data[f.key])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="actions">
        <Button onClick={props.keepMine}>我改的保留,接着存</Button>
        <Button onClick={props.takeTheirs}>用别人改的,放弃我的</Button>
      </p>
    </div>
  );
}
