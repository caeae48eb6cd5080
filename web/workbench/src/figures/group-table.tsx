import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import type { FigurePage, MeasureView } from '../../../../contracts/api.ts';
import { walkRows } from '../frame/keys.ts';
import { Figure } from '../parts/figure.tsx';
import { Show } from '../parts/states.tsx';
import { useSetParams, useTimes } from '../place.ts';
import { federationsFirst } from '../seat.ts';
import { TEXT } from '../text.ts';
import { read } from '../wire.ts';

const MOST = 40;

/** Lower units: federations first, others only when they have something to show. */
const lower = (view: FigurePage): FigurePage['rows'][number][] =>
  federationsFirst(view.rows.slice(1).map((row) => ({ ...row, kind: row.unit.kind }))).filter(
    (row) => row.kind === 'federation' || row.cells.some((c) => c.value !== null || c.hidden !== undefined),
  );

/** A unit and its lower units, all figures of one group: every cell is a door, every head leads to its own page. */
export function GroupTable(props: { unit: string; measures: readonly MeasureView[] }): ReactNode {
  const { range } = useTimes();
  const set = useSetParams();
  const keys = props.measures
    .slice(0, MOST)
    .map((m) => m.key)
    .join(',');
  const page = useQuery({
    queryKey: ['figure-page', props.unit, keys, range],
    queryFn: ({ signal }) =>
      read<FigurePage>('/figures/page', { unit: props.unit, measures: keys, ...range }, signal),
    placeholderData: (before) => before,
  });
  return (
    <section className="sheet" aria-label="数字表">
      <Show of={page} rows={10}>
        {(view) => (
          <>
            <div className="table-box tall">
              <table
                className={`figures ${page.isPlaceholderData ? 'stale' : ''}`}
                aria-label={`${view.unit.name}的数字`}
              >
                <thead>
                  <tr>
                    <th scope="col" className="pin">
                      组织
                    </th>
                    {view.measures.map((m) => (
                      <th key={m.key} scope="col" className="number">
                        <Button
                          type="link"
                          size="small"
                          title={m.rule}
                          onClick={() => set({ measure: m.key, group: null })}
                        >
                          {m.label}
                        </Button>
                        <span className="unit-word">{m.unitWord}</span>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody onKeyDown={walkRows}>
                  {[...view.rows.slice(0, 1), ...lower(view)].map((row, i) => (
                    <tr
                      key={row.unit.id}
                      className={i === 0 ? 'sum' : ''}
                      tabIndex={0}
                      onKeyDown={(e) =>
                        i > 0 &&
                        e.key === 'Enter' &&
                        e.target === e.currentTarget &&
                        set({ unit: row.unit.id })
                      }
                    >
                      <th scope="row" className="pin">
                        {i === 0 ? (
                          `${TEXT.total}(${row.unit.name})`
                        ) : (
                          <Button type="link" size="small" onClick={() => set({ unit: row.unit.id })}>
                            {row.unit.name}
                          </Button>
                        )}
                      </th>
                      {row.cells.map((cell, at) => {
                        const m = view.measures[at];
                        return m ? (
                          <td key={m.key} className="number">
                            <Figure
                              door={{ measure: m.key, unit: row.unit.id, ...range }}
                              value={cell.value}
                              hidden={cell.hidden}
                              label={`${row.unit.name} ${m.label}`}
                            />
                          </td>
                        ) : null;
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <p className="hint">
              点数字看是哪几行;点组织往下一级;点表头看按月、按类别。“—”是还没有上报,不是 0。
              {view.rows.some((r) => r.cells.some((c) => c.hidden)) && ` ${TEXT.whyHidden}`}
            </p>
          </>
        )}
      </Show>
    </section>
  );
}
