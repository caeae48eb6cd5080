import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Radio from 'antd/es/radio';
import { type ReactNode, useState } from 'react';
import { ANSWERS, type AnswerKind, type ReferralView } from '../../../../../contracts/api-referrals.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { at } from '../../records/entry-fields.tsx';
import { FieldRow } from '../../records/field-row.tsx';
import { TEXT } from '../../text.ts';
import { OtherProblems } from '../step-fields.tsx';
import { useStep } from '../use-step.ts';

export type TendKind = 'reply' | 'chase' | 'withdraw' | 'answered' | 'paper-sent';
const ASKS: Readonly<Record<TendKind, { label: string; help: string }>> = {
  reply: { label: '回复', help: '会出现在对方的页面上。不要写她没有同意交出的内容。' },
  chase: { label: '怎么催的', help: '例如:11月12日打电话,值班的同志接的,说明天答复。' },
  withdraw: { label: '为什么收回', help: '收回以后对方马上看不到。看过的收不回来,请另外告诉对方。' },
  answered: { label: '答复的内容', help: '来函、电话或当面答复的,记在这里,链接就关掉。' },
  'paper-sent': { label: '文号', help: '签发、编号以后写;没有文号可以空着。' },
};

/** One act on a referral that wants words. */
export function TendForm(props: {
  referral: ReferralView;
  what: TendKind;
  name: string;
  today: string;
  close: () => void;
}): ReactNode {
  const { referral: r, what } = props;
  const [words, setWords] = useState('');
  const [day, setDay] = useState(props.today);
  const [way, setWay] = useState('');
  const [outcome, setOutcome] = useState<AnswerKind | null>(null);
  const { busy, said, problems, run } = useStep<{ id: string }>();
  const id = `tend-${r.id}`;
  const go = async (): Promise<void> => {
    const act =
      what === 'answered'
        ? { kind: what, day, way, outcome: outcome ?? '', words }
        : what === 'paper-sent'
          ? { kind: what, day, number: words }
          : { kind: what, words };
    if (await run(`/referrals/${r.id}/acts`, { version: r.version, act })) props.close();
  };
  const hasDay = what === 'answered' || what === 'paper-sent';
  return (
    <form
      className="step-form"
      aria-label={props.name}
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      {hasDay && (
        <FieldRow
          id={`${id}-day`}
          label={what === 'answered' ? '哪天答复的' : '哪天送出的'}
          required
          problems={at(problems, 'act.day')}
        >
          <DayField id={`${id}-day`} value={day} today={props.today} onChange={setDay} />
        </FieldRow>
      )}
      {what === 'answered' && (
        <>
          <FieldRow id={`${id}-way`} label="怎么答复的" required problems={at(problems, 'act.way')}>
            <Input
              id={`${id}-way`}
              maxLength={40}
              placeholder="来函、电话、当面"
              value={way}
              onChange={(e) => setWay(e.target.value)}
            />
          </FieldRow>
          <FieldRow id={`${id}-outcome`} label="结果" required group problems={at(problems, 'act.outcome')}>
            <Radio.Group
              aria-labelledby={`${id}-outcome-label`}
              value={outcome}
              options={Object.entries(ANSWERS).map(([value, label]) => ({ value, label }))}
              onChange={(e) => setOutcome(e.target.value as AnswerKind)}
            />
          </FieldRow>
        </>
      )}
      <FieldRow
        id={`${id}-words`}
        label={ASKS[what].label}
        required={what !== 'paper-sent'}
        problems={at(problems, what === 'paper-sent' ? 'act.number' : 'act.words')}
        help={ASKS[what].help}
      >
        <Input.TextArea
          id={`${id}-words`}
          autoSize={{ minRows: what === 'paper-sent' ? 1 : 2, maxRows: 6 }}
          maxLength={what === 'answered' ? 2000 : what === 'reply' ? 1000 : what === 'paper-sent' ? 60 : 300}
          value={words}
          onChange={(e) => setWords(e.target.value)}
        />
      </FieldRow>
      <OtherProblems
        problems={problems}
        shown={['act.day', 'act.way', 'act.outcome', 'act.words', 'act.number']}
        said={problems.length > 0 ? '' : said}
      />
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在记…">
          {props.name}
        </BusyButton>
        <Button onClick={props.close}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}
