import type { ReactNode } from 'react';
import type { ChangedBlock } from '../../../../contracts/api-papers.ts';

/** Sentences that read otherwise: before and now under each other, what differs marked. */
export function ChangesList(props: {
  changes: readonly ChangedBlock[];
  before: string;
  after: string;
}): ReactNode {
  return (
    <ul className="changes-list">
      {props.changes.map((c) => {
        const [was, now] = c.was !== null && c.now !== null ? marked(c.was, c.now) : [c.was, c.now];
        return (
          <li key={c.block}>
            <p className="hint">{c.heading}</p>
            <dl>
              <dt>{props.before}</dt>
              <dd>{was ?? <span className="hint">(没有这一句)</span>}</dd>
              <dt>{props.after}</dt>
              <dd>{now ?? <span className="hint">(没有这一句)</span>}</dd>
            </dl>
          </li>
        );
      })}
    </ul>
  );
}

/** Marks what differs between two sentences; digits of one number stay together. */
function marked(was: string, now: string): [ReactNode, ReactNode] {
  const [a, b] = [piecesOf(was), piecesOf(now)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const show = (all: readonly string[], tag: 'del' | 'ins'): ReactNode => {
    const Tag = tag;
    const middle = all.slice(head, all.length - tail).join('');
    return (
      <>
        {all.slice(0, head).join('')}
        {middle !== '' && <Tag>{middle}</Tag>}
        {all.slice(all.length - tail).join('')}
      </>
    );
  };
  return [show(a, 'del'), show(b, 'ins')];
}
const piecesOf = (text: string): string[] => text.match(/\d[\d.,]*|[^\d]/g) ?? [];
