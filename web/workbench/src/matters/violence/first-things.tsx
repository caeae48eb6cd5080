import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import type { MatterView } from '../../../../../contracts/api-flows.ts';
import { formatDay } from '../../format.ts';

interface Thing {
  readonly step: string;
  readonly name: string;
  /** What has been done about it; null = nothing yet. */
  readonly done: string | null;
  readonly say: string;
  readonly must: boolean;
}

const textOf = (v: unknown): string => (v === null || v === undefined ? '' : String(v));
const whenOf = (m: MatterView, key: string): string =>
  `${formatDay(textOf(m.data[`${key}-day`]))} ${textOf(m.data[`${key}-time`])}`.trim();

/** What comes before any form (先做这几件): police, a safe place, the mandatory report; in danger, that she is safe. */
export function FirstThings(props: {
  matter: MatterView;
  today: string;
  start: (step: string) => void;
}): ReactNode {
  const { matter: m, start } = props;
  const things = thingsOf(m);
  return (
    <section className="first-things" aria-label="先做这几件">
      <h2>先做这几件</h2>
      {m.urgent && (
        <p className="first-alarm" role="alert">
          她可能有危险:先打 <a href="tel:110">110</a>,陪她到安全的地方;不劝和、不把她的去处告诉任何人。
        </p>
      )}
      <ul>
        {things.map((t) => (
          <li key={t.step} className={t.done ? 'done' : t.must ? 'must' : ''}>
            <strong>
              <span className={`sign ${t.done ? 'done' : t.must ? 'late' : 'soon'}`} aria-hidden>
                {t.done ? '✓' : t.must ? '✗' : '!'}
              </span>{' '}
              {t.name}
            </strong>
            <span className="first-say">{t.done ?? t.say}</span>
            {m.may.some((a) => a.key === t.step) && (
              <Button type={t.done || !t.must ? 'default' : 'primary'} onClick={() => start(t.step)}>
                {t.done ? '更正' : t.step === 'safe' ? '她已经安全' : '记下来'}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function thingsOf(m: MatterView): Thing[] {
  const { data } = m;
  const told = textOf(data['police-told']);
  const victim = textOf(data['victim']);
  const shelter = textOf(data['shelter']);
  const things: Thing[] = [
    {
      step: 'police',
      name: '报警',
      done: data['police-day'] ? `${whenOf(m, 'police')} ${textOf(data['station'])}` : null,
      say: told === '她不愿报警' ? '登记时她不愿报警;高危的仍要报' : '还没有记下报警时间和派出所',
      must: m.urgent || data['danger-grade'] === '高危',
    },
    {
      step: 'shelter',
      name: '安置',
      done: shelter
        ? `${shelter}${data['shelter-day'] ? `,${formatDay(textOf(data['shelter-day']))}起` : ''}`
        : null,
      say: '问她今晚住哪里安全',
      must: m.urgent,
    },
  ];
  if (victim !== '成年人')
    things.push({
      step: 'report',
      name: '强制报告',
      done: data['report-day'] ? `${whenOf(m, 'report')} ${textOf(data['report-to'])}` : null,
      say: `${victim}受害,疑似就要向公安机关报案;没有报不能结案`,
      must: true,
    });
  if (m.state === 'urgent')
    things.push({ step: 'safe', name: '确认她安全', done: null, say: '写明她在哪里、谁陪她', must: true });
  return things;
}
