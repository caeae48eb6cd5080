import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import { Empty, Show } from '../parts/states.tsx';
import { periodKey, periodName } from '../period.ts';
import { useGo, useHref, useTimes } from '../place.ts';
import { type ReportKind, useReportKinds } from '../queries.ts';
import { TEXT } from '../text.ts';
import '../styles/paper.css';
import { choicesOf } from './choices.ts';
import { BelowHandedIn, PapersList } from './papers-list.tsx';

const PERIODS: Readonly<Record<ReportKind['period'], string>> = {
  year: '每年',
  'half-year': '每半年',
  any: '任意起止',
};

/** 报表: the kinds, each with the periods one would open. */
export function ReportsPage(props: { me: Me }): ReactNode {
  const kinds = useReportKinds();
  const { period } = useTimes();
  const go = useGo();
  const href = useHref();
  return (
    <>
      <div className="page-head">
        <h1>{TEXT.nav.reports}</h1>
        <p className="hint">文字和数都从台账里来,数不能改写;要改数,改台账。换年份用右上角的时段。</p>
      </div>
      {props.me.permissions.includes('reading.use') && (
        <p className="note">
          <span className="sign info">i</span> 手上有写好的总结、汇报?{' '}
          <Link to={href('/reading')}>{TEXT.reading}</Link>
          能看出数对不对得上、与台账差多少、有没有和旧稿雷同。
        </p>
      )}
      <Show of={kinds}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={`${props.me.unit.name}还没有可用的报告模板`}>
              模板由上级或系统发布后出现在这里。
            </Empty>
          ) : (
            <>
              <div className="report-kinds">
                {all.map((kind) => (
                  <section key={kind.key} className="sheet" aria-label={kind.name}>
                    <h2>{kind.name}</h2>
                    <p className="hint">{PERIODS[kind.period]}</p>
                    <p className="actions">
                      {choicesOf(kind, period).map((p, i) => (
                        <Button
                          key={periodKey(p)}
                          type={i === 0 ? 'primary' : 'default'}
                          onClick={() => go(`/reports/${kind.key}`, { p: periodKey(p) })}
                        >
                          {periodName(p)}
                        </Button>
                      ))}
                    </p>
                    {props.me.permissions.includes('report.write') &&
                      (kind.levels?.includes(props.me.unit.level) ?? true) && (
                        <p>
                          <Link to={href(`/reports/${kind.key}/template`)}>本单位的写法</Link>
                        </p>
                      )}
                  </section>
                ))}
              </div>
              <PapersList />
              <BelowHandedIn me={props.me} kinds={all} />
            </>
          )
        }
      </Show>
    </>
  );
}
