import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import type { IssuedCode } from '../../../../contracts/api-accounts.ts';
import { formatMoment } from '../format.ts';

/** A one-time code, shown this once to the administrator who hands it over. */
export function CodeNote(props: {
  name: string;
  login: string;
  issued: IssuedCode;
  today: string;
  close: () => void;
}): ReactNode {
  return (
    <section className="note" aria-label="一次性口令" role="status">
      <p>
        {props.name} 的一次性口令(<strong>只显示这一次</strong>,只能用一次,
        {formatMoment(props.issued.expiresAt, props.today)}
        前有效):
      </p>
      <p className="account-code">{props.issued.code}</p>
      <p className="hint">
        请当面或打电话告诉她本人:登录页上账号填 {props.login}
        ,密码一栏填这个口令(大小写、短横不讲究),进去后自己定密码。不要发到群里。
      </p>
      <p className="actions">
        <Button type="primary" onClick={props.close}>
          已告诉她
        </Button>
      </p>
    </section>
  );
}
