import Radio from 'antd/es/radio';
import type { ReactNode } from 'react';
import { type ContactPlan, NO_CONTACT } from '../../../../../contracts/safe-contact.ts';
import { FieldRow } from '../../records/field-row.tsx';
import type { Problem } from '../../wire.ts';
import { SOME_CONTACT } from './plan.ts';
import { PlanFields } from './plan-fields.tsx';
import '../../styles/contact.css';

/** Asked while she is here (登记时就问): a case is begun with it, and what is not asked counts as not safe. */
export function AskedAtBegin(props: {
  plan: ContactPlan | null;
  /** It comes from another matter, where she may have been asked. */
  follows: boolean;
  problems: readonly Problem[];
  onChange: (plan: ContactPlan | null) => void;
}): ReactNode {
  const { plan } = props;
  const chosen = plan === null ? 'later' : plan.ways.length === 0 ? 'none' : 'some';
  return (
    <fieldset className="contact-asked">
      <legend>怎么联系她才安全</legend>
      <FieldRow id="begin-safe" label="问她" group problems={[]} help="没有问过的,有家庭暴力就不能联系她。">
        <Radio.Group
          aria-labelledby="begin-safe-label"
          value={chosen}
          options={[
            { value: 'later', label: props.follows ? '照原来那件记的' : '还没有问' },
            { value: 'none', label: '不要联系她' },
            { value: 'some', label: '可以,照她说的' },
          ]}
          onChange={(e) => {
            const next = { later: null, none: NO_CONTACT, some: SOME_CONTACT }[String(e.target.value)];
            props.onChange(next ?? null);
          }}
        />
      </FieldRow>
      {plan !== null && plan.ways.length > 0 && (
        <PlanFields
          id="begin-plan"
          path="safe"
          plan={plan}
          problems={props.problems}
          onChange={props.onChange}
        />
      )}
    </fieldset>
  );
}
