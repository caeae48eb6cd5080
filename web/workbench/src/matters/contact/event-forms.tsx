import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Radio from 'antd/es/radio';
import { type ReactNode, useState } from 'react';
import { type ContactView, OUTCOMES } from '../../../../../contracts/safe-contact.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { at } from '../../records/entry-fields.tsx';
import { FieldRow } from '../../records/field-row.tsx';
import { TEXT } from '../../text.ts';
import { OtherProblems } from '../step-fields.tsx';
import { useStep } from '../use-step.ts';
import { WAY_OPTIONS } from './plan.ts';

/** The moment as the field has it, of China: 2026-11-03T20:05. */
const localNow = (now: string): string =>
  new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 16);

/** She was reached or tried: when, how, and what came of it. Outside what she said, the server refuses or asks why. */
export function AttemptForm(props: {
  matterId: string;
  contact: ContactView;
  message: string | null;
  close: () => void;
}): ReactNode {
  const { contact: c } = props;
  const [way, setWay] = useState<string>(c.plan?.ways[0] ?? 'she');
  const [when, setWhen] = useState(() => localNow(c.now));
  const [outcome, setOutcome] = useState('reached');
  const [words, setWords] = useState('');
  const [reason, setReason] = useState('');
  const { busy, said, problems, run } = useStep();
  const asksReason = reason !== '' || at(problems, 'reason').length > 0;
  return (
    <form
      className="step-form"
      aria-label="记一次联系"
      onSubmit={(e) => {
        e.preventDefault();
        void run(`/matters/${props.matterId}/contact/events`, {
          kind: 'attempt',
          way,
          at: `${when}:00+08:00`,
          outcome,
          words,
          reason,
          message: props.message,
        }).then((done) => done && props.close());
      }}
    >
      <FieldRow id="tried-way" label="怎么联系的" group required problems={at(problems, 'way')}>
        <Radio.Group
          aria-labelledby="tried-way-label"
          value={way}
          options={[...WAY_OPTIONS, { value: 'she', label: '她自己来、打来' }]}
          onChange={(e) => setWay(String(e.target.value))}
        />
      </FieldRow>
      <FieldRow id="tried-at" label="什么时候" required problems={at(problems, 'at')}>
        <input
          id="tried-at"
          type="datetime-local"
          className="ant-input contact-moment"
          value={when}
          aria-describedby="tried-at-say"
          onChange={(e) => setWhen(e.target.value)}
        />
      </FieldRow>
      <FieldRow id="tried-outcome" label="结果" group required problems={at(problems, 'outcome')}>
        <Radio.Group
          aria-labelledby="tried-outcome-label"
          value={outcome}
          options={Object.entries(OUTCOMES).map(([value, label]) => ({ value, label }))}
          onChange={(e) => setOutcome(String(e.target.value))}
        />
      </FieldRow>
      <FieldRow id="tried-words" label="说了什么" problems={at(problems, 'words')} help="可以不写。">
        <Input.TextArea
          id="tried-words"
          autoSize={{ minRows: 2 }}
          maxLength={500}
          value={words}
          aria-describedby="tried-words-say"
          onChange={(e) => setWords(e.target.value)}
        />
      </FieldRow>
      {asksReason && (
        <FieldRow id="tried-reason" label="为什么这样联系" required problems={at(problems, 'reason')}>
          <Input
            id="tried-reason"
            maxLength={200}
            value={reason}
            aria-describedby="tried-reason-say"
            onChange={(e) => setReason(e.target.value)}
          />
        </FieldRow>
      )}
      <OtherProblems
        problems={problems}
        shown={['way', 'at', 'outcome', 'words', 'reason']}
        said={problems.length > 0 ? '' : said}
      />
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在记…">
          记下
        </BusyButton>
        <Button onClick={props.close}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}

/** Something is to be told to her: it waits for her next safe hour. */
export function MessageForm(props: { matterId: string; close: () => void }): ReactNode {
  const [words, setWords] = useState('');
  const { busy, said, problems, run } = useStep();
  return (
    <form
      className="step-form"
      aria-label="有话要告诉她"
      onSubmit={(e) => {
        e.preventDefault();
        void run(`/matters/${props.matterId}/contact/events`, { kind: 'message', words }).then(
          (done) => done && props.close(),
        );
      }}
    >
      <FieldRow
        id="message-words"
        label="告诉她什么"
        required
        problems={at(problems, 'words')}
        help="联系上她本人才说;短信、信里只写上面那一句,不写这些。"
      >
        <Input.TextArea
          id="message-words"
          autoSize={{ minRows: 2 }}
          maxLength={300}
          value={words}
          aria-describedby="message-words-say"
          onChange={(e) => setWords(e.target.value)}
        />
      </FieldRow>
      <OtherProblems problems={problems} shown={['words']} said={problems.length > 0 ? '' : said} />
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在记…">
          记下,到时间提醒我
        </BusyButton>
        <Button onClick={props.close}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}
