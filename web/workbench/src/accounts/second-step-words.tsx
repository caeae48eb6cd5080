import type { ReactNode } from 'react';
import type { AccountRow } from '../../../../contracts/api-accounts.ts';

/** How the second step of an account stands, with a sign so that colour is never alone. */
export const secondStepWords = (a: Pick<AccountRow, 'secondStep' | 'secondStepRequired'>): ReactNode => {
  if (a.secondStep) return <span className="sign done">✓ 已绑定</span>;
  return a.secondStepRequired ? (
    <span className="sign soon">○ 登录时绑定</span>
  ) : (
    <span className="hint">不要求</span>
  );
};
