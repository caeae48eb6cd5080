import type { ReactNode } from 'react';
import type { MatterView } from '../../../../contracts/api-flows.ts';
import { type ContentRow, contentRows } from './content-rows.ts';

/** What is known of a matter (内容): who began it, what was filled in, what follows from it. */
export function Content(props: { matter: MatterView }): ReactNode {
  const { matter: m } = props;
  return (
    <section className="sheet" aria-label="内容">
      <h2>{m.title}</h2>
      <dl className="matter-fields">
        <Row row={{ key: '', label: '发起', value: `${m.starter} · ${m.unit}` }} />
        {contentRows(m.flow.fields, m.data).map((r) =>
          'rows' in r ? (
            <div key={r.key} className="matter-field whole">
              <dt>{r.summary}</dt>
              <dd>
                <details>
                  <summary>看每一项</summary>
                  <dl className="matter-fields">
                    {r.rows.map((x) => (
                      <Row key={x.key} row={x} />
                    ))}
                  </dl>
                </details>
              </dd>
            </div>
          ) : (
            <Row key={r.key} row={r} />
          ),
        )}
        {m.derived.map((d) => (
          <Row key={d.name} row={{ key: d.name, label: d.name, value: d.value }} />
        ))}
      </dl>
    </section>
  );
}

/** From so many signs on, a quarter of the page would be a column that nobody reads. */
const LONG = 80;
const Row = ({ row }: { row: ContentRow }): ReactNode => (
  <div className={row.value.length > LONG ? 'matter-field whole' : 'matter-field'}>
    <dt>{row.label}</dt>
    <dd>{row.value}</dd>
  </div>
);
