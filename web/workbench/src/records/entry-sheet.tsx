import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Me, UnitPage, UnitView } from '../../../../contracts/api.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { Empty, Show } from '../parts/states.tsx';
import { useHref } from '../place.ts';
import { useLedger, useUnit } from '../queries.ts';
import { keeps, seatOf } from '../seat.ts';
import { LEVEL_NAMES } from '../text.ts';
import { EntryForm } from './entry-form.tsx';

/** A new line on one sheet, for her own unit or one directly below (代录). */
export function EntrySheetPage(props: { me: Me }): ReactNode {
  const key = useParams()['ledger'] ?? '';
  const ledger = useLedger(key);
  const seat = useUnit(seatOf(props.me));
  return (
    <Show of={ledger} rows={8}>
      {(definition) => (
        <Show of={seat} rows={8}>
          {(page) => (
            <Sheet
              key={`${props.me.postId}/${definition.key}`}
              me={props.me}
              ledger={definition}
              seat={page}
            />
          )}
        </Show>
      )}
    </Show>
  );
}

/** Units that she may write for and that keep this ledger: her own first. */
export function unitsFor(me: Me, seat: UnitPage, ledger: Ledger): UnitView[] {
  const all = [seat.unit, ...(me.unit.id === seat.unit.id ? [] : [me.unit]), ...seat.children];
  return all.filter((u) => u.to === null && keeps(u, ledger));
}

function Sheet(props: { me: Me; ledger: Ledger; seat: UnitPage }): ReactNode {
  const { me, ledger } = props;
  const href = useHref();
  const [params] = useSearchParams();
  const units = unitsFor(me, props.seat, ledger);
  const asked = units.find((u) => u.id === params.get('unit'));
  const first = asked ?? units[0];
  const back = (
    <nav className="crumbs" aria-label="位置">
      <Link to={href('/ledgers')}>记录</Link> › <Link to={href(`/ledgers/${ledger.key}`)}>{ledger.name}</Link>{' '}
      › 记一笔
    </nav>
  );
  if (!first || !me.permissions.includes('entry.write'))
    return (
      <>
        {back}
        <Empty
          title={`「${ledger.name}」不由您这一级记`}
          action={<Link to={href(`/ledgers/${ledger.key}`)}>看下级记了什么</Link>}
        >
          记它的是{ledger.levels.map((l) => LEVEL_NAMES[l]).join('、')}组织。您可以看、可以核对。
        </Empty>
      </>
    );
  return (
    <>
      {back}
      <EntryForm me={me} ledger={ledger} units={units} firstUnit={first.id} />
    </>
  );
}
