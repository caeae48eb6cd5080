import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { CoverageNumbers } from '../../../../contracts/api-network.ts';
import { formatDay, NONE } from '../format.ts';
import { Figure } from '../parts/figure.tsx';
import { Show } from '../parts/states.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { useHref, useSetParams } from '../place.ts';
import { useUnit } from '../queries.ts';
import { seatOf } from '../seat.ts';
import { BlankSpotList } from './blank-spot-list.tsx';
import { useCoverageRate } from './queries.ts';

/** 组建率: who has an organisation of those who should, where the blank spots are, and whose task they are. */
export function CoveragePage(props: { me: Me }): ReactNode {
  const [params] = useSearchParams();
  const set = useSetParams();
  const href = useHref();
  const unit = params.get('unit') ?? seatOf(props.me);
  const page = useUnit(unit);
  const seat = useUnit(seatOf(props.me));
  const rate = useCoverageRate(unit);
  return (
    <>
      <div className="page-head">
        <h1>组建率</h1>
        <div className="filter-unit">
          <UnitPicker
            id="coverage-unit"
            label="哪个组织"
            known={[
              ...(page.data ? [page.data.unit] : []),
              ...(seat.data ? [seat.data.unit, ...seat.data.children] : []),
            ]}
            value={unit}
            onChange={(id) => set({ unit: id, kind: null })}
          />
        </div>
        <Link to={href('/units')}>回到组织</Link>
      </div>
      <Show of={rate} rows={6}>
        {(view) => (
          <>
            <section className="sheet" aria-label="总的情况">
              <h2>
                {view.unit.name} <span className="hint">到 {formatDay(view.asOf)}</span>
              </h2>
              {view.total.eligible === null ? (
                <p className="hint">
                  登记册上还没有记录。请在 <Link to={href('/ledgers/organisations')}>妇女组织登记册</Link>{' '}
                  里把应当建妇女组织的地方一个一行记下来:已经建的写建立日期,没建的留空。
                </p>
              ) : (
                <div className="table-box">
                  <table className="lines plain" aria-label="按单位类别">
                    <Head first="单位类别" />
                    <tbody>
                      <Row name="合计" unit={unit} asOf={view.asOf} n={view.total} />
                      {view.kinds.map((k) => (
                        <Row
                          key={k.kind}
                          name={
                            <button
                              type="button"
                              className="link-button"
                              onClick={() => set({ kind: k.kind === '' ? null : k.kind })}
                            >
                              {k.label}
                            </button>
                          }
                          unit={unit}
                          asOf={view.asOf}
                          where={`place=${k.kind}`}
                          n={k}
                        />
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </section>
            {view.below.length > 0 && view.total.eligible !== null && (
              <section className="sheet" aria-label="各下级">
                <h2>各下级</h2>
                <div className="table-box">
                  <table className="lines plain" aria-label="按下级">
                    <Head first="组织" />
                    <tbody>
                      {view.below.map((b) => (
                        <Row
                          key={b.id}
                          name={<Link to={href('/units/coverage', { unit: b.id })}>{b.name}</Link>}
                          unit={b.id}
                          asOf={view.asOf}
                          n={b}
                        />
                      ))}
                    </tbody>
                  </table>
                </div>
              </section>
            )}
          </>
        )}
      </Show>
      <BlankSpotList me={props.me} unit={unit} />
    </>
  );
}

function Head(props: { first: string }): ReactNode {
  return (
    <thead>
      <tr>
        <th scope="col">{props.first}</th>
        <th scope="col">应建</th>
        <th scope="col">已建</th>
        <th scope="col">空白点</th>
        <th scope="col">组建率</th>
      </tr>
    </thead>
  );
}

function Row(props: {
  name: ReactNode;
  unit: string;
  asOf: string;
  where?: string;
  n: CoverageNumbers;
}): ReactNode {
  const { n } = props;
  const door = (measure: string) => ({
    measure: `organisations.${measure}`,
    unit: props.unit,
    from: `${props.asOf.slice(0, 4)}-01-01`,
    to: props.asOf,
    ...(props.where ? { where: props.where } : {}),
  });
  return (
    <tr>
      <th scope="row">{props.name}</th>
      <td>
        <Figure door={door('eligible')} value={n.eligible} unitWord="个" label="应建" />
      </td>
      <td>
        <Figure door={door('built')} value={n.built} unitWord="个" label="已建" />
      </td>
      <td>
        <Figure door={door('blank')} value={n.blank} unitWord="个" label="空白点" />
      </td>
      <td className="digits">{n.rate === null ? NONE : `${n.rate}%`}</td>
    </tr>
  );
}
