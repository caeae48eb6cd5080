import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import { type ContactView, NO_CONTACT } from '../../../../../contracts/safe-contact.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { TEXT } from '../../text.ts';
import { OtherProblems } from '../step-fields.tsx';
import { useStep } from '../use-step.ts';
import { PlanFields } from './plan-fields.tsx';

/** The responsible person writes down what she says now. What she changed meanwhile on her page is told, and nothing typed is lost. */
export function PlanForm(props: { matterId: string; contact: ContactView; close: () => void }): ReactNode {
  const { contact: c } = props;
  const [plan, setPlan] = useState(c.plan ?? { ...NO_CONTACT, number: '' });
  const { busy, said, problems, run } = useStep();
  return (
    <form
      className="step-form"
      aria-label="怎么联系她才安全"
      onSubmit={(e) => {
        e.preventDefault();
        void run(`/matters/${props.matterId}/contact`, { seen: c.seen, plan }).then(
          (done) => done && props.close(),
        );
      }}
    >
      <PlanFields id="plan" path="plan" plan={plan} problems={problems} onChange={setPlan} />
      <OtherProblems
        problems={problems.filter((p) => !p.field.startsWith('plan.'))}
        shown={[]}
        said={problems.length > 0 ? '' : said}
      />
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在记…">
          照她说的记下
        </BusyButton>
        <Button onClick={props.close}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}
