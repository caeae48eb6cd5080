import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { MatterAct, MatterView } from '../../../../contracts/api-flows.ts';
import { StepForm } from './step-form.tsx';
import { FirstThings } from './violence/first-things.tsx';
import { groupsOf } from './violence/groups.ts';

/** What she may do now, as buttons; a step that asks something opens its fields below them. */
export function NextSteps(props: {
  matter: MatterView;
  today: string;
  /** Its clocks: before the buttons, and after what must be done before anything else. */
  clocks: ReactNode;
}): ReactNode {
  const { matter: m, clocks } = props;
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const act = m.may.find((a) => a.key === open);
  const isViolence = m.flow.key === 'violence' && m.known;
  const start = (key: string): void => {
    setSaid('');
    setOpen(key);
  };
  if (m.may.length === 0 && !said && !isViolence)
    return (
      <>
        {clocks}
        {!m.closedAt && <p className="hint">现在没有要您办的。</p>}
      </>
    );
  return (
    <>
      {said && (
        <p className="note" role="status">
          <span className="sign done">✓</span> {said}
        </p>
      )}
      {isViolence && !m.closedAt && !act && <FirstThings matter={m} today={props.today} start={start} />}
      {clocks}
      {act ? (
        <StepForm
          key={act.key}
          matter={m}
          act={act}
          today={props.today}
          close={() => setOpen(null)}
          done={(words) => {
            // The page may have been read anew and the next step opened before this one reports: that one stays open.
            setOpen((now) => (now === act.key ? null : now));
            setSaid(words);
          }}
        />
      ) : isViolence ? (
        groupsOf(m.may).map((g) => (
          <fieldset key={g.name} className="step-group">
            <legend>{g.name}</legend>
            <StepButtons acts={g.acts} primary={false} start={start} />
          </fieldset>
        ))
      ) : (
        <StepButtons acts={m.may} primary start={start} />
      )}
    </>
  );
}

function StepButtons(props: {
  acts: readonly MatterAct[];
  primary: boolean;
  start: (key: string) => void;
}): ReactNode {
  return (
    <div className="next-steps">
      {props.acts.map((a, i) => (
        <Button
          key={a.key}
          type={props.primary && i === 0 ? 'primary' : 'default'}
          onClick={() => props.start(a.key)}
        >
          {a.name}
          {a.forName ? `(替${a.forName})` : ''}
        </Button>
      ))}
    </div>
  );
}
