import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { ReferralLink } from '../../../../../contracts/api-referrals.ts';
import { formatDay } from '../../format.ts';

/** The link and its PIN, shown once: kept in no address, no store, and gone with this note. */
export function LinkNote(props: { link: ReferralLink; close: () => void }): ReactNode {
  const { link } = props;
  const [copied, setCopied] = useState('');
  const whole = `${window.location.origin}${link.path}`;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(whole);
      setCopied('链接复制好了。');
    } catch {
      setCopied('浏览器不让复制,请选中上面的链接自己复制。');
    }
  };
  return (
    <div className="link-note" role="status">
      <p>
        <strong>已记下。下面两样只在这里出现一次,关掉就看不到了:</strong>
      </p>
      <p>
        一、把链接交给对方的经办人:
        <span className="link-text">{whole}</span>
      </p>
      <p>
        二、口令 <span className="link-pin">{link.pin}</span> 当面说或打电话说,
        <strong>不要和链接发在一起</strong>。
      </p>
      <p className="hint">
        链接能用到 {formatDay(link.lastDay)}
        。丢了、过期了、锁住了,在那一件转办上点“换链接”。平台不会替您发出去。
      </p>
      <p className="actions">
        <Button type="primary" onClick={() => void copy()}>
          复制链接
        </Button>
        <Button onClick={props.close}>口令记下了,关掉</Button>
        <span role="status">{copied}</span>
      </p>
    </div>
  );
}
