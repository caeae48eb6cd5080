import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Input from 'antd/es/input';
import Radio from 'antd/es/radio';
import type { ReactNode } from 'react';
import {
  CONTACT_COVER,
  type ContactHours,
  type ContactPlan,
  type ContactWay,
  HARMLESS,
  NO_CONTACT,
} from '../../../../../contracts/safe-contact.ts';
import { at } from '../../records/entry-fields.tsx';
import { FieldRow } from '../../records/field-row.tsx';
import type { Problem } from '../../wire.ts';
import { DAY_OPTIONS, NEW_HOURS, SOME_CONTACT, WAY_OPTIONS } from './plan.ts';

interface Fields {
  readonly id: string;
  readonly plan: ContactPlan;
  readonly problems: readonly Problem[];
  /** Where the plan stands in what is sent: `plan` or `safe`. */
  readonly path: string;
  readonly onChange: (plan: ContactPlan) => void;
}

/** How she may be reached without danger, as she says it: asked at the counter and when she changes her mind. */
export function PlanFields(props: Fields): ReactNode {
  const { id, plan } = props;
  const set = (more: Partial<ContactPlan>): void => props.onChange({ ...plan, ...more });
  const said = (field: string) => at(props.problems, `${props.path}.${field}`);
  const none = plan.ways.length === 0;
  const timed = plan.ways.some((w) => w !== 'letter');
  return (
    <>
      <FieldRow
        id={`${id}-ways`}
        label="她说可以怎么联系"
        group
        problems={said('ways')}
        help="一个都不选,就是不要联系她:她自己来,或者凭回执码看。"
      >
        <Checkbox.Group
          aria-labelledby={`${id}-ways-label`}
          value={[...plan.ways]}
          options={WAY_OPTIONS}
          onChange={(ways) =>
            props.onChange(
              ways.length === 0
                ? NO_CONTACT
                : { ...(none ? SOME_CONTACT : plan), ways: ways as ContactWay[] },
            )
          }
        />
      </FieldRow>
      {!none && (
        <>
          <Line {...props} name="number" label="电话号码" most={40} help="打电话、发短信用的号码。" />
          <Line {...props} name="address" label="微信号或地址" most={120} help="发微信、寄信、上门才写。" />
          {timed && <Hours {...props} />}
          <FieldRow id={`${id}-cover`} label="不是她接" group problems={said('cover')}>
            <Radio.Group
              aria-labelledby={`${id}-cover-label`}
              value={plan.cover}
              options={Object.entries(CONTACT_COVER).map(([value, label]) => ({ value, label }))}
              onChange={(e) => set({ cover: e.target.value as ContactPlan['cover'] })}
            />
          </FieldRow>
          {plan.cover !== 'open' && (
            <>
              <Line
                {...props}
                name="coverName"
                label="用什么名义"
                most={20}
                help={`不填就说“${HARMLESS.name}”。短信、信封也用它。`}
              />
              <Line
                {...props}
                name="coverWords"
                label="就说什么事"
                most={60}
                help={`不填就说“${HARMLESS.words}”。`}
              />
            </>
          )}
          <Line {...props} name="leaveWith" label="可以留话给谁" most={40} help="不填就不给任何人留话。" />
          <Line
            {...props}
            name="codeWord"
            label="有人在听的暗语"
            most={30}
            help="她说这句话,就是有人在旁边:只说闲话,挂断。"
          />
          <Line {...props} name="note" label="还要注意" most={200} />
        </>
      )}
    </>
  );
}

function Line(
  props: Fields & {
    name: 'number' | 'address' | 'coverName' | 'coverWords' | 'leaveWith' | 'codeWord' | 'note';
    label: string;
    most: number;
    help?: string;
  },
): ReactNode {
  const id = `${props.id}-${props.name}`;
  const shared = {
    id,
    value: props.plan[props.name],
    maxLength: props.most,
    autoComplete: 'off',
    'aria-describedby': `${id}-say`,
    onChange: (e: { target: { value: string } }): void =>
      props.onChange({ ...props.plan, [props.name]: e.target.value.replaceAll('\n', '') }),
  };
  return (
    <FieldRow
      id={id}
      label={props.label}
      help={props.help}
      problems={at(props.problems, `${props.path}.${props.name}`)}
    >
      {/* What may be longer than its box grows with it: all of it is seen before it is written down. */}
      {props.most < 60 ? <Input {...shared} /> : <Input.TextArea {...shared} autoSize />}
    </FieldRow>
  );
}

function Hours(props: Fields): ReactNode {
  const { id, plan } = props;
  const put = (hours: readonly ContactHours[]): void => props.onChange({ ...plan, hours: [...hours] });
  const change = (n: number, more: Partial<ContactHours>): void =>
    put(plan.hours.map((h, i) => (i === n ? { ...h, ...more } : h)));
  const problems = props.problems.filter((p) => p.field.startsWith(`${props.path}.hours`));
  return (
    <FieldRow
      id={`${id}-hours`}
      label="什么时候可以"
      group
      problems={problems}
      help="到的时间比从的时间早,就是到第二天。"
    >
      <Radio.Group
        aria-labelledby={`${id}-hours-label`}
        value={plan.anytime ? 'any' : 'hours'}
        options={[
          { value: 'hours', label: '只在这些时间' },
          { value: 'any', label: '什么时候都行' },
        ]}
        onChange={(e) => {
          const anytime = e.target.value === 'any';
          props.onChange({
            ...plan,
            anytime,
            hours: anytime || plan.hours.length > 0 ? plan.hours : SOME_CONTACT.hours,
          });
        }}
      />
      {!plan.anytime &&
        plan.hours.map((h, n) => (
          // The order is hers and nothing else tells two stretches apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <fieldset key={n} className="contact-hours" aria-label={`第 ${n + 1} 段时间`}>
            <Checkbox.Group
              value={[...h.days]}
              options={DAY_OPTIONS}
              onChange={(days) => change(n, { days: days as number[] })}
            />
            <span className="contact-span">
              从{' '}
              <Clock
                label={`第 ${n + 1} 段,从几点`}
                value={h.from}
                onChange={(from) => change(n, { from })}
              />{' '}
              到 <Clock label={`第 ${n + 1} 段,到几点`} value={h.to} onChange={(to) => change(n, { to })} />
              {plan.hours.length > 1 && (
                <Button size="small" onClick={() => put(plan.hours.filter((_, i) => i !== n))}>
                  去掉这一段
                </Button>
              )}
            </span>
          </fieldset>
        ))}
      <p className="contact-more">
        {!plan.anytime && plan.hours.length < 7 && (
          <Button size="small" onClick={() => put([...plan.hours, NEW_HOURS])}>
            再加一段
          </Button>
        )}
        <Checkbox
          checked={plan.holidays}
          onChange={(e) => props.onChange({ ...plan, holidays: e.target.checked })}
        >
          法定节假日也可以
        </Checkbox>
      </p>
    </FieldRow>
  );
}

const Clock = (props: { label: string; value: string; onChange: (value: string) => void }): ReactNode => (
  <input
    type="time"
    className="ant-input contact-clock"
    aria-label={props.label}
    value={props.value}
    onChange={(e) => props.onChange(e.target.value)}
  />
);
