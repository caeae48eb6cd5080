import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Drawer from 'antd/es/drawer';
import { type ReactNode, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { useGo } from '../place.ts';
import { useUnit } from '../queries.ts';
import { TEXT } from '../text.ts';
import { send } from '../wire.ts';
import { Fields, PERSON_FIELDS, POST_FIELDS, toBody } from './fields.tsx';
import { useForm } from './use-form.ts';

/** 登记人员: who she is, and the post that she holds. */
export function NewPerson(props: { me: Me; unit: string; today: string; close: () => void }): ReactNode {
  const go = useGo();
  const [unit, setUnit] = useState(props.unit);
  const shown = useUnit(unit);
  const [another, setAnother] = useState(false);
  const [post, setPost] = useState<Readonly<Record<string, string>>>({ kind: 'cadre' });
  const form = useForm({ sex: '女' });
  const save = (): void =>
    form.submit(async (requestKey) => {
      const { id } = await send<{ id: string }>('/people', {
        requestKey,
        ...toBody(PERSON_FIELDS, form.typed),
        post: { unitId: unit, ...toBody(POST_FIELDS, post) },
        another,
      });
      props.close();
      go(`/people/${id}`);
    });
  return (
    <Drawer open title="登记人员" size={560} onClose={props.close}>
      <form
        className="people-form"
        onSubmit={(e) => {
          e.preventDefault();
          save();
        }}
      >
        <Fields
          of={PERSON_FIELDS}
          prefix=""
          typed={form.typed}
          today={props.today}
          problems={form.problems.filter((p) => !p.field.startsWith('post.'))}
          onChange={form.setTyped}
        />
        <h2>任的职务</h2>
        <label htmlFor="new-person-unit">组织</label>
        <UnitPicker
          id="new-person-unit"
          label="组织"
          known={shown.data ? [shown.data.unit] : [props.me.unit]}
          value={unit}
          onChange={setUnit}
        />
        <Fields
          of={POST_FIELDS}
          prefix="post."
          typed={post}
          today={props.today}
          problems={form.problems.filter((p) => p.field.startsWith('post.'))}
          onChange={setPost}
        />
        {form.problem && (
          <p className="problem" role="alert">
            {form.problem}
          </p>
        )}
        <Checkbox checked={another} onChange={(e) => setAnother(e.target.checked)}>
          是另一个人(花名册里同名的不是她)
        </Checkbox>
        <p className="actions">
          <BusyButton type="primary" htmlType="submit" busy={form.busy} doing="正在保存…">
            {TEXT.save}
          </BusyButton>
          <Button onClick={props.close}>{TEXT.cancel}</Button>
        </p>
      </form>
    </Drawer>
  );
}
