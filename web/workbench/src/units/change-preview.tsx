import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { Link } from 'react-router';
import type { ChangeCell, ChangePreview } from '../../../../contracts/api-network.ts';
import { formatNumber, formatValue } from '../format.ts';
import { Failed, Loading } from '../parts/states.tsx';
import { useHref } from '../place.ts';
import { send } from '../wire.ts';

const TREES = { 'as-it-was': '当时口径', 'like-for-like': '可比口径' } as const;

/** What a change would do, asked as soon as the form says enough; `body` null while it does not. */
export function useChangePreview(body: unknown): {
  readonly preview: ChangePreview | undefined;
  readonly isOld: boolean;
  readonly error: unknown;
} {
  const text = useDeferredValue(body === null ? '' : JSON.stringify(body));
  const query = useQuery({
    queryKey: ['unit', 'preview', text],
    queryFn: () => send<ChangePreview>('/units/preview', JSON.parse(text)),
    enabled: text !== '',
    staleTime: 5_000,
    placeholderData: (before) => before,
  });
  return {
    preview: text === '' ? undefined : query.data,
    isOld: query.isPlaceholderData || query.isFetching,
    error: query.error,
  };
}

/** Sentences, what stands in the way with the place to mend it, and the figures before → after. */
export function ChangeEffect(props: { of: ReturnType<typeof useChangePreview> }): ReactNode {
  const { preview, error, isOld } = props.of;
  if (error) return <Failed error={error} />;
  if (!preview) return isOld ? <Loading rows={2} /> : null;
  return (
    <section className={`change-effect ${isOld ? 'is-old' : ''}`} aria-label="办了会怎样" aria-busy={isOld}>
      {preview.obstacles.length > 0 && <Obstacles of={preview.obstacles} />}
      <ul className="change-says">
        {preview.sentences.map((s) => (
          <li key={s}>{s}</li>
        ))}
      </ul>
      {preview.units.length > 0 && <Figures of={preview} />}
    </section>
  );
}

function Obstacles(props: { of: ChangePreview['obstacles'] }): ReactNode {
  const href = useHref();
  return (
    <div className="change-obstacles" role="alert">
      <p>
        <span className="sign late">✗</span> 现在还办不了:
      </p>
      <ul>
        {props.of.map((o) => (
          <li key={`${o.text}${o.to}`}>
            {o.text} {o.to && <Link to={href(o.to)}>{o.action}</Link>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Figures(props: { of: ChangePreview }): ReactNode {
  const { columns, units } = props.of;
  const shown = units.filter((u) => u.rows.length > 0);
  if (shown.length === 0) return <p className="hint">这两年还没有记录,数字没有变化。</p>;
  return (
    <>
      <p className="hint">
        数字(按现有记录实算;箭头左边是现在,右边是办完以后;小字是记录条数)。当时口径按各时期的隶属,可比口径按办完以后的隶属。
      </p>
      {shown.map((u) => (
        <div key={u.id ?? 'new'} className="table-box">
          <table className="plain-table change-figures" aria-label={`${u.name}的数字`}>
            <thead>
              <tr>
                <th scope="col">
                  {u.name}
                  {u.id === null && <span className="hint"> 新设</span>}
                </th>
                {columns.map((c) => (
                  <th key={`${c.year}${c.tree}`} scope="col">
                    {c.year}年 <span className="hint">{TREES[c.tree]}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {u.rows.map((r) => (
                <tr key={r.measure}>
                  <th scope="row">{r.label}</th>
                  {r.cells.map((cell, i) => (
                    <td key={`${columns[i]?.year}${columns[i]?.tree}`}>
                      <Change before={cell.before} after={cell.after} unitWord={r.unitWord} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </>
  );
}

function Change(props: { before: ChangeCell; after: ChangeCell; unitWord: string }): ReactNode {
  const { before, after, unitWord } = props;
  if (before.value === after.value && before.lines === after.lines)
    return (
      <span className="digits">
        {formatNumber(after.value)} <span className="hint">不变</span>
      </span>
    );
  return (
    <span className="digits">
      {formatNumber(before.value)} → <b>{formatValue(after.value, unitWord)}</b>
      <span className="hint change-lines">
        {before.lines} → {after.lines} 条
      </span>
    </span>
  );
}
