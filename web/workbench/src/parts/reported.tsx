import type { ReactNode } from 'react';
import type { FigureView } from '../../../../contracts/api.ts';

/** 已报 128/130, with a bar; nothing when nobody is expected to report. */
export function Reported(props: { reported: FigureView['reported'] }): ReactNode {
  if (!props.reported || props.reported.expected === 0) return null;
  const { done, expected } = props.reported;
  const all = done >= expected;
  return (
    <span className="reported" title="应报的组织中,已经记了行或写了“本月无”的">
      <span className={`sign ${all ? 'done' : 'soon'}`}>{all ? '✓' : '○'}</span> 已报 {done}/{expected}
    </span>
  );
}
