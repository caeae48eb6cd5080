import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { HomeFigure, HomeView } from '../../../../contracts/api-home.ts';
import type { Door } from '../door.ts';
import { formatChange, formatNumber } from '../format.ts';
import { Figure } from '../parts/figure.tsx';
import { askedName } from '../period.ts';
import { useGo } from '../place.ts';
import { seatOf } from '../seat.ts';
import { TEXT } from '../text.ts';

/** The running year up to today, which the home page always speaks of, whatever period the header says. */
export function thisYear(me: Me): { door: (f: HomeFigure) => Door; name: string } {
  const year = Number(me.today.slice(0, 4));
  const range = { from: `${year}-01-01`, to: me.today };
  return {
    door: (f) => ({ measure: f.measure, unit: seatOf(me), ...range }),
    name: askedName({ kind: 'year', year }, me.today),
  };
}

export function OurFigures(props: { view: HomeView; me: Me }): ReactNode {
  const go = useGo();
  const { door, name } = thisYear(props.me);
  const { figures } = props.view;
  return (
    <section className="sheet" aria-label="我们的数">
      <h2>
        我们的数 <span className="hint">{name}</span>
      </h2>
      <table className="our-figures">
        <tbody>
          {figures.map((f) => (
            <tr key={f.measure}>
              <th scope="row">{f.label}</th>
              <td className="number">
                <Figure
                  door={door(f)}
                  value={f.value}
                  hidden={f.hidden}
                  unitWord={f.unitWord}
                  label={f.label}
                />
              </td>
              <td className="hint number" title={`${TEXT.lastYear} ${formatNumber(f.lastYear)}`}>
                {formatChange(f.value, f.lastYear) ?? ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">
        {figures.some((f) => formatChange(f.value, f.lastYear) !== null) && `右边是和${TEXT.lastYear}比。`}
        每个数字都能点开。
      </p>
      <Button type="link" onClick={() => go('/figures')}>
        看全部数字
      </Button>
    </section>
  );
}
