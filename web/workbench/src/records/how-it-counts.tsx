import type { ReactNode } from 'react';
import type { Ledger } from '../../../../contracts/ledger.ts';

/** What the line that is being written will count for, and who sees it. */
export function HowItCounts({ ledger }: { ledger: Ledger }): ReactNode {
  return (
    <aside className="sheet counts-aside" aria-label="这一笔会怎样算">
      <h2>这一笔会怎样算</h2>
      <dl>
        {ledger.measures.slice(0, 8).map((m) => (
          <div key={m.key}>
            <dt>{m.label}</dt>
            <dd className="hint">{m.rule}</dd>
          </div>
        ))}
      </dl>
      {ledger.privacy !== 'open' && (
        <p className="note">
          {ledger.privacy === 'case'
            ? '这本台账只有经办的组织看得到明细,上级只看到数。'
            : '这里有姓名,只在本组织范围内、按权限看得到。'}
        </p>
      )}
    </aside>
  );
}
