import type { ReactNode } from 'react';
import type { ReportView } from '../../../../contracts/api.ts';
import { partId, showBlock, standingOf } from './standing.ts';

const LOOK = {
  fine: { sign: '✓', tone: 'done', name: '没有问题' },
  failed: { sign: '✗', tone: 'late', name: '有对不上的数' },
  missing: { sign: '!', tone: 'soon', name: '有缺的数' },
} as const;

export function Outline(props: { view: ReportView }): ReactNode {
  const { view } = props;
  return (
    <nav className="report-outline no-print" aria-label="大纲">
      <h2>大纲</h2>
      <ul>
        {view.parts.map((part, i) => {
          const look = LOOK[standingOf(part.blocks, view)];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: headings may repeat; their place is their identity
            <li key={i} className={`level-${part.level}`}>
              <button type="button" onClick={() => showBlock(partId(i))}>
                {part.heading}{' '}
                <span className={`sign ${look.tone}`} title={look.name}>
                  <span aria-hidden>{look.sign}</span>
                  <span className="visually-hidden">{look.name}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
