import type { UseQueryResult } from '@tanstack/react-query';
import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { TEXT } from '../text.ts';
import { isWireError, sentenceOf } from '../wire.ts';

/** The four states of anything that is fetched: loading, failed, empty, there. */

export function Loading(props: { rows?: number; className?: string }): ReactNode {
  return (
    <div className={`skeleton ${props.className ?? ''}`} role="status" aria-label={TEXT.loading}>
      {Array.from({ length: props.rows ?? 4 }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <span key={i} className={`skeleton-bar w${i % 4}`} />
      ))}
    </div>
  );
}

export function Failed(props: { error: unknown; retry?: () => void }): ReactNode {
  const mayRetry = !isWireError(props.error) || props.error.status === 0 || props.error.status >= 429;
  return (
    <div className="failed" role="alert">
      <p>
        <span className="sign late">✗ </span>
        {sentenceOf(props.error)}
      </p>
      {props.retry && mayRetry && <Button onClick={props.retry}>{TEXT.retry}</Button>}
    </div>
  );
}

export function Empty(props: { title: string; children?: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <p className="empty-title">{props.title}</p>
      {props.children && <div className="empty-text">{props.children}</div>}
      {props.action && <div className="empty-action">{props.action}</div>}
    </div>
  );
}

export function Nowhere(): ReactNode {
  return (
    <Empty title="这里没有页面" action={<Link to="/">回到待办</Link>}>
      地址可能写错了,或者内容已经移走。
    </Empty>
  );
}

/** Shows what a query holds, or how it stands. */
export function Show<T>(props: {
  of: UseQueryResult<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}): ReactNode {
  const { of: query } = props;
  if (query.data !== undefined) return props.children(query.data);
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading {...(props.rows ? { rows: props.rows } : {})} />;
}
