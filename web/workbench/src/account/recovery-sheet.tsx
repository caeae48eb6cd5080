import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { formatDay } from '../format.ts';

/** Recovery codes, shown this once; printed alone on a sheet. */
export function RecoverySheet(props: {
  login: string;
  codes: readonly string[];
  today: string;
  close: () => void;
}): ReactNode {
  return (
    <div className="recovery">
      <p>
        手机丢了、换了,用备用码代替验证码登录,每个只能用一次。<strong>只显示这一次</strong>
        ,请打印或抄下来,锁在抽屉里。
      </p>
      <div className="recovery-paper print-alone">
        <strong>半边天 备用码</strong>
        <p>
          账号 {props.login} · {formatDay(props.today)}
        </p>
        <ol>
          {props.codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </div>
      <p className="actions">
        <Button onClick={() => window.print()}>打印</Button>
        <Button type="primary" onClick={props.close}>
          收好了
        </Button>
      </p>
    </div>
  );
}
