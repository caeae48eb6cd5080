import Input from 'antd/es/input';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useHref } from '../place.ts';
import { FieldRow } from '../records/field-row.tsx';
import type { Problem } from '../wire.ts';

/** She has an open one of this kind (重复): the way to it, or in words why this is another one. */
export function AnotherOne(props: {
  problems: readonly Problem[];
  value: string;
  onChange: (why: string) => void;
}): ReactNode {
  const href = useHref();
  return (
    <section className="note" aria-label="她有没办结的一件" role="alert">
      <ul>
        {props.problems.map((p) => (
          <li key={p.message}>
            {p.message} {p.code && <Link to={href(`/matters/${p.code}`)}>打开那一件</Link>}
          </li>
        ))}
      </ul>
      <FieldRow id="begin-another" label="为什么另办一件" help="写了理由,再点一次登记。两件会互相连上。">
        <Input.TextArea
          id="begin-another"
          autoSize={{ minRows: 2 }}
          maxLength={2000}
          value={props.value}
          onChange={(e) => props.onChange(e.target.value)}
        />
      </FieldRow>
    </section>
  );
}
