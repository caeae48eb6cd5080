import Input from 'antd/es/input';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { PersonalFindAnswer } from '../../../../contracts/api-personal.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { isWireError, send } from '../wire.ts';

const WAYS = { number: '事项编号', code: '她的回执码', person: '姓名加电话或身份证号' } as const;
type Way = keyof typeof WAYS;

/** By what she is found: a number, her code, her name together with a telephone. Each search is recorded. */
export function FindForm(props: {
  number: string;
  show: (found: PersonalFindAnswer | null) => void;
}): ReactNode {
  const [by, setBy] = useState<Way>('number');
  const [text, setText] = useState({ number: props.number, code: '', name: '', mark: '' });
  const act = useAct();
  const line = (key: keyof typeof text, label: string, hint: string): ReactNode => (
    <>
      <label htmlFor={`personal-${key}`}>{label}</label>
      <Input
        id={`personal-${key}`}
        maxLength={40}
        autoComplete="off"
        placeholder={hint}
        value={text[key]}
        onChange={(e) => setText({ ...text, [key]: e.target.value })}
      />
    </>
  );
  const find = (): Promise<void> =>
    act.run(async () => {
      const body =
        by === 'number'
          ? { by, number: text.number }
          : by === 'code'
            ? { by, code: text.code }
            : { by, name: text.name, mark: text.mark };
      try {
        props.show(await send<PersonalFindAnswer>('/personal/find', body));
      } catch (error) {
        props.show(null);
        if (isWireError(error) && error.problems.length > 0)
          return act.setProblem(error.problems.map((p) => p.message).join(''));
        throw error;
      }
    });
  // 在下面办: what was asked names the matter already; once, whatever is drawn again.
  const asked = useRef(false);
  useEffect(() => {
    if (props.number === '' || asked.current) return;
    asked.current = true;
    void find();
  });
  return (
    <form
      className="reason-form personal-form"
      aria-label="查一个人的信息"
      onSubmit={(e) => {
        e.preventDefault();
        void find();
      }}
    >
      <fieldset className="plain-choices">
        <legend>用什么查</legend>
        {(Object.keys(WAYS) as Way[]).map((w) => (
          <label key={w}>
            <input type="radio" name="personal-by" checked={by === w} onChange={() => setBy(w)} /> {
              WAYS[w]
            }{' '}
          </label>
        ))}
      </fieldset>
      {by === 'number' && line('number', '编号', '例如:首问〔2026〕12号')}
      {by === 'code' && line('code', '回执码', '12 个字母和数字')}
      {by === 'person' && (
        <>
          {line('name', '姓名', '两样都要写')}
          {line('mark', '电话或身份证号', '和登记的一样才查得到')}
        </>
      )}
      <p className="hint">
        请先核对来人的身份。要再确认一次是您本人;谁在什么时候查过,记在审计里,不记查的是谁。
      </p>
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={act.busy} doing="正在查…">
          查
        </BusyButton>
      </p>
    </form>
  );
}
