import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import { CONTACT_WAYS, type ContactView, MESSAGES } from '../../../../../contracts/safe-contact.ts';
import { formatMoment } from '../../format.ts';
import { read } from '../../wire.ts';
import { AttemptForm, MessageForm } from './event-forms.tsx';
import { PlanForm } from './plan-form.tsx';
import { ContactRecords } from './records.tsx';
import '../../styles/contact.css';

type Doing = 'plan' | 'attempt' | 'message' | null;

/**
 * Whether she may be reached in this very moment, how, and what to say (安全联系): first on her matter, before anybody takes
 * up the telephone.
 */
export function ContactCard(props: { matterId: string; today: string; asks: boolean }): ReactNode {
  const [doing, setDoing] = useState<Doing>(null);
  const [given, setGiven] = useState<string | null>(null);
  const { data: c } = useQuery({
    queryKey: ['matters', 'contact', props.matterId],
    queryFn: async ({ signal }) =>
      (await read<{ contact: ContactView | null }>(`/matters/${props.matterId}/contact`, {}, signal)).contact,
    // Her hour comes and goes while the page stands open.
    refetchInterval: 60_000,
  });
  // A kind of matter that never asks, and nobody was asked: nothing to say.
  if (!c || (!props.asks && !c.plan && c.messages.length === 0)) return null;
  const close = (): void => {
    setDoing(null);
    setGiven(null);
  };
  return (
    <section
      className={`sheet contact-card ${c.standing.now ? 'may' : 'must-not'}`}
      aria-label="怎么联系她才安全"
    >
      <p className="contact-now" role="status">
        {nowInWords(c, props.today)}
      </p>
      {c.plan && c.plan.ways.length > 0 && (
        <dl className="contact-facts">
          <Fact name="只能" value={c.plan.ways.map((w) => CONTACT_WAYS[w]).join('、')} />
          <Fact name="时间" value={c.hoursInWords} />
          <Fact
            name={c.plan.address ? '号码、地址' : '号码'}
            value={[c.plan.number || c.number, c.plan.address].filter(Boolean).join(',')}
          />
          <Fact name="先核对" value={otherNumber(c)} />
          <Fact name="留话" value={c.plan.leaveWith ? `可以留给${c.plan.leaveWith}` : '不给任何人留话'} />
          <Fact
            name="暗语"
            value={c.plan.codeWord ? `她说“${c.plan.codeWord}”:有人在听,只说闲话,挂断` : ''}
          />
          <Fact name="注意" value={c.plan.note} />
        </dl>
      )}
      {c.plan && c.plan.ways.length > 0 && (
        <dl className="contact-words">
          <Said name="接通了说" words={c.wording.spoken} />
          <Said name="不是她接" words={c.wording.other} />
          {c.plan.ways.some((w) => w !== 'call' && w !== 'visit') && (
            <Said name="只写这句" words={c.wording.written} copies />
          )}
        </dl>
      )}
      {c.messages.length > 0 && (
        <>
          <h3>等着告诉她</h3>
          <p className="hint">
            平台不会自己打电话、发短信:到时间由您告诉她。{c.hasPage && '她凭回执码来看,也会看到。'}
          </p>
          <ul className="contact-messages">
            {c.messages.map((m) => (
              <li key={m.id}>
                <p>{m.words || `${MESSAGES[m.what]}。`}</p>
                <p className="hint">
                  {m.next === null
                    ? c.hasPage
                      ? '没有安全的办法告诉她:等她凭回执码来看,或者自己来。'
                      : '没有安全的办法告诉她:等她自己来。'
                    : m.next <= c.now
                      ? '现在可以告诉她'
                      : `${formatMoment(m.next, props.today)} 起可以告诉她`}
                </p>
                {c.mine && (
                  <Button
                    size="small"
                    onClick={() => {
                      setGiven(m.id);
                      setDoing('attempt');
                    }}
                  >
                    记下:告诉她了
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {c.mine && doing === null && (
        <p className="actions">
          <Button type={c.plan ? 'default' : 'primary'} onClick={() => setDoing('plan')}>
            {c.plan ? '她改了,改这里' : '问她,记在这里'}
          </Button>
          <Button onClick={() => setDoing('attempt')}>记一次联系</Button>
          <Button onClick={() => setDoing('message')}>有话要告诉她</Button>
        </p>
      )}
      {doing === 'plan' && <PlanForm matterId={props.matterId} contact={c} close={close} />}
      {doing === 'attempt' && (
        <AttemptForm matterId={props.matterId} contact={c} message={given} close={close} />
      )}
      {doing === 'message' && <MessageForm matterId={props.matterId} close={close} />}
      <ContactRecords contact={c} today={props.today} />
    </section>
  );
}

function nowInWords(c: ContactView, today: string): ReactNode {
  const { standing: s } = c;
  if (s.now)
    return (
      <>
        <strong>现在可以联系她</strong>
        {s.until && `,到 ${formatMoment(s.until, today)} 为止`}
      </>
    );
  if (s.why === 'unknown')
    return (
      <>
        <strong>现在不要联系她</strong>:还没有问过她怎么联系才安全。
        {c.number && `登记的是 ${c.number};`}
        她打来或来的时候先问。
      </>
    );
  if (s.why === 'none')
    return (
      <>
        <strong>不要联系她</strong>:她自己来{c.hasPage && ',或者凭回执码来看'}。
      </>
    );
  return (
    <>
      <strong>现在不要联系她</strong>
      {s.next ? `,${formatMoment(s.next, today)} 后才可以` : ',三周内没有可以的时间'}
    </>
  );
}

const Fact = (props: { name: string; value: string }): ReactNode =>
  props.value === '' ? null : (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );

function Said(props: { name: string; words: string; copies?: boolean }): ReactNode {
  const [isCopied, setCopied] = useState(false);
  if (props.words === '') return null;
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        {props.words}{' '}
        {props.copies && (
          <Button
            size="small"
            onClick={() => void navigator.clipboard?.writeText(props.words).then(() => setCopied(true))}
          >
            {isCopied ? '已复制' : '复制'}
          </Button>
        )}
      </dd>
    </div>
  );
}

/** Two numbers, one in the matter and one in her plan: one of them is wrong, and may be anybody's. */
function otherNumber(c: ContactView): string {
  const digits = (text: string): string => text.replace(/\D/g, '');
  const [plan, matter] = [digits(c.plan?.number ?? ''), digits(c.number)];
  if (plan.length < 7 || matter.length < 7 || matter.includes(plan)) return '';
  return `事项里登记的是 ${c.number},和上面的不一样。弄清哪个是她的再打。`;
}
