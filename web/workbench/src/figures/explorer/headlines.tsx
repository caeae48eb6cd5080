import type { ReactNode } from 'react';
import { formatChange, formatValue } from '../../format.ts';
import { Figure } from '../../parts/figure.tsx';
import { Reported } from '../../parts/reported.tsx';
import { useTimes } from '../../place.ts';
import { TEXT } from '../../text.ts';
import type { Exploring } from './exploring.ts';
import type { Asked } from './figure-table.ts';
import { doorOfWhole } from './figure-table.ts';

/** The figure of the whole: large when it is one; one line each when there are several. */
export function Headlines(props: { x: Exploring; asked: readonly Asked[] }): ReactNode {
  const { x, asked } = props;
  const { range } = useTimes();
  const isOne = asked.length === 1;
  return (
    <div className={isOne ? '' : 'headlines'}>
      {asked.map((a) => (
        <div key={`${a.measure.key} ${a.unit}`} className="headline">
          {!isOne && (
            <span className="headline-name">
              {x.units.length > 1 ? `${a.unitName} ` : ''}
              {a.measure.label}
            </span>
          )}
          <Figure
            door={doorOfWhole(x, range, a)}
            value={a.view.value}
            hidden={a.view.hidden}
            unitWord={a.view.unitWord}
            label={x.units.length > 1 ? `${a.unitName} ${a.view.label}` : a.view.label}
            {...(isOne ? { className: 'big' } : {})}
          />
          {isOne && a.view.hidden && <p className="hint rule">{TEXT.whyHidden}</p>}
          {isOne && !(a.view.hidden && a.view.own === null) && (
            <span>
              {TEXT.own} {formatValue(a.view.own, a.view.unitWord)} · {TEXT.below}{' '}
              {formatValue(a.view.below, a.view.unitWord)}
            </span>
          )}
          {x.last && (
            <span>
              {TEXT.lastYear} {a.view.lastHidden ?? formatValue(a.view.lastYear, a.view.unitWord)}{' '}
              {formatChange(a.view.value, a.view.lastYear) ?? ''}
            </span>
          )}
          <Reported reported={a.view.reported} />
          {a.view.opening !== 0 && (
            <span className="tag info">
              含{TEXT.opening} {formatValue(a.view.opening, a.view.unitWord)}
            </span>
          )}
          {isOne && <p className="hint rule">怎么数的:{a.view.rule}</p>}
        </div>
      ))}
    </div>
  );
}
