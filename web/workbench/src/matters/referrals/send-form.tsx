import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Input from 'antd/es/input';
import Radio from 'antd/es/radio';
import Select from 'antd/es/select';
import { type ReactNode, useState } from 'react';
import {
  type AgencyKind,
  CONSENT_WAYS,
  type ConsentWay,
  type ReferralLink,
  type ReferralsView,
} from '../../../../../contracts/api-referrals.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { at } from '../../records/entry-fields.tsx';
import { FieldRow } from '../../records/field-row.tsx';
import { TEXT } from '../../text.ts';
import { OtherProblems } from '../step-fields.tsx';
import { useStep } from '../use-step.ts';

const SHOWN = [
  'kind',
  'agency',
  'ask',
  'fields',
  'consent',
  'consent.way',
  'consent.day',
  'law',
  'law.why',
  'callBack',
  'days',
];

/** A new referral: to whom, what they are asked, on what ground, and exactly what goes. */
export function SendForm(props: {
  matterId: string;
  view: ReferralsView;
  today: string;
  done: (link: ReferralLink) => void;
  close: () => void;
}): ReactNode {
  const { view } = props;
  const [kind, setKind] = useState<AgencyKind | null>(null);
  const [agency, setAgency] = useState('');
  const [ask, setAsk] = useState('');
  const [ground, setGround] = useState<'consent' | 'law' | null>(null);
  const [fields, setFields] = useState<readonly string[]>([]);
  const [way, setWay] = useState<ConsentWay | null>(null);
  const [day, setDay] = useState(props.today);
  const [words, setWords] = useState('');
  const [law, setLaw] = useState<string | null>(null);
  const [why, setWhy] = useState('');
  const [callBack, setCallBack] = useState('');
  const [days, setDays] = useState('');
  const { busy, said, problems, run } = useStep<{ link: ReferralLink }>();
  const usual = view.kinds.find((k) => k.kind === kind)?.days;
  const laws = view.laws.filter((l) => kind === null || l.to.includes(kind));
  const go = async (): Promise<void> => {
    const answer = await run(`/matters/${props.matterId}/referrals`, {
      kind: kind ?? '',
      agency,
      ask,
      callBack,
      fields,
      days: days.trim() === '' ? null : Number(days),
      consent: ground === 'consent' ? { fields, way: way ?? '', day, words } : null,
      law: ground === 'law' ? { key: law ?? '', why } : null,
    });
    if (answer) props.done(answer.link);
  };
  return (
    <form
      className="step-form referral-form"
      aria-label="转办"
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      <FieldRow id="rf-kind" label="转给" required problems={at(problems, 'kind')}>
        <Select
          id="rf-kind"
          className="wide"
          placeholder="哪一类单位"
          value={kind}
          options={view.kinds.map((k) => ({ value: k.kind, label: k.name }))}
          onChange={(k: AgencyKind) => {
            setKind(k);
            if (law && !view.laws.some((l) => l.key === law && l.to.includes(k))) setLaw(null);
          }}
        />
      </FieldRow>
      <FieldRow id="rf-agency" label="哪个单位" required problems={at(problems, 'agency')}>
        <Input
          id="rf-agency"
          maxLength={60}
          autoComplete="off"
          placeholder="写全称,例如:鼓楼公安分局水部派出所"
          value={agency}
          onChange={(e) => setAgency(e.target.value)}
        />
      </FieldRow>
      <FieldRow
        id="rf-ask"
        label="请对方办什么"
        required
        problems={at(problems, 'ask')}
        help="这里不写姓名、住址、电话:交不交这些,在下面打勾。"
      >
        <Input.TextArea
          id="rf-ask"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={1000}
          value={ask}
          onChange={(e) => setAsk(e.target.value)}
        />
      </FieldRow>
      <FieldRow id="rf-ground" label="凭什么交出去" required group problems={at(problems, 'consent')}>
        <Radio.Group
          aria-labelledby="rf-ground-label"
          value={ground}
          options={[
            { value: 'consent', label: '她同意了' },
            { value: 'law', label: '依法必须报告' },
          ]}
          onChange={(e) => setGround(e.target.value as 'consent' | 'law')}
        />
      </FieldRow>
      {ground === 'law' && (
        <>
          <FieldRow
            id="rf-law"
            label="依据"
            required
            problems={at(problems, 'law')}
            help={
              view.laws.find((l) => l.key === law)?.when ??
              (laws.length === 0 ? '法律没有要求向这一类单位报告:要她同意。' : undefined)
            }
          >
            <Select
              id="rf-law"
              className="wide"
              placeholder="哪一条"
              value={law}
              options={laws.map((l) => ({ value: l.key, label: `${l.law}${l.article}` }))}
              notFoundContent="没有"
              onChange={(key: string) => setLaw(key)}
            />
          </FieldRow>
          <FieldRow id="rf-why" label="是什么情况" required problems={at(problems, 'law.why')}>
            <Input.TextArea
              id="rf-why"
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={500}
              value={why}
              onChange={(e) => setWhy(e.target.value)}
            />
          </FieldRow>
        </>
      )}
      {ground !== null && (
        <FieldRow
          id="rf-fields"
          label={ground === 'consent' ? '她同意交出的' : '交出哪些'}
          group
          problems={at(problems, 'fields')}
          help={
            ground === 'consent'
              ? '一样一样问她。没打勾的,对方看不到。'
              : '只交报告必须的。没打勾的,对方看不到。'
          }
        >
          <Checkbox.Group
            aria-labelledby="rf-fields-label"
            className="offer"
            value={[...fields]}
            onChange={(keys) => setFields(keys.map(String))}
          >
            {view.offer.map((f) => (
              <Checkbox key={f.key} value={f.key}>
                <strong>{f.label}</strong>
                {f.isPersonal && <span className="tag late"> 能认出她</span>}
                <span className="offer-value">{f.value}</span>
              </Checkbox>
            ))}
          </Checkbox.Group>
        </FieldRow>
      )}
      {ground === 'consent' && (
        <>
          <FieldRow id="rf-way" label="怎么同意的" required group problems={at(problems, 'consent.way')}>
            <Radio.Group
              aria-labelledby="rf-way-label"
              value={way}
              options={Object.entries(CONSENT_WAYS).map(([value, label]) => ({ value, label }))}
              onChange={(e) => setWay(e.target.value as ConsentWay)}
            />
          </FieldRow>
          <FieldRow id="rf-day" label="哪天同意的" required problems={at(problems, 'consent.day')}>
            <DayField
              id="rf-day"
              value={day}
              today={props.today}
              describedBy="rf-day-say"
              onChange={setDay}
            />
          </FieldRow>
          <FieldRow id="rf-words" label="她的原话" help="可以不写。只留在这里,不交给对方。">
            <Input id="rf-words" maxLength={300} value={words} onChange={(e) => setWords(e.target.value)} />
          </FieldRow>
        </>
      )}
      <FieldRow id="rf-call" label="您的电话" problems={at(problems, 'callBack')} help="对方有事好找您。">
        <Input
          id="rf-call"
          maxLength={60}
          autoComplete="off"
          value={callBack}
          onChange={(e) => setCallBack(e.target.value)}
        />
      </FieldRow>
      <FieldRow
        id="rf-days"
        label="几天内答复"
        problems={at(problems, 'days')}
        help={
          usual === undefined
            ? '不写就用这一类单位的天数。'
            : `不写就是 ${usual} 天(依法报告有规定的从规定)。`
        }
      >
        <Input
          id="rf-days"
          className="short"
          inputMode="numeric"
          maxLength={2}
          suffix="天"
          value={days}
          onChange={(e) => setDays(e.target.value.replace(/\D/g, ''))}
        />
      </FieldRow>
      <OtherProblems problems={problems} shown={SHOWN} said={problems.length > 0 ? '' : said} />
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在记…">
          记下,给我链接
        </BusyButton>
        <Button onClick={props.close}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}
