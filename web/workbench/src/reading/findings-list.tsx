import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import type { LedgerFindingView } from '../../../../contracts/api-reading.ts';
import { formatNumber } from '../format.ts';
import { Figure } from '../parts/figure.tsx';
import { type Finding, type FindingGroup, openCount } from './findings.ts';
import { doorOf } from './ledger-door.ts';
import { ledgerPlace } from './words.ts';

/** What was found, gravest first; one click or Enter shows the place in the text. */
export function FindingsList(props: {
  groups: readonly FindingGroup[];
  unit: string;
  figures: number;
  keptTexts: number;
  show: (finding: Finding) => void;
  openCopy: (finding: Finding) => void;
}): ReactNode {
  const { groups } = props;
  const found = openCount(groups);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys walk through the buttons inside
    <div
      onKeyDown={(e) => {
        const step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
        if (step === 0 || !(e.target instanceof HTMLElement) || !e.target.matches('.finding-main')) return;
        const all = [...e.currentTarget.querySelectorAll<HTMLElement>('.finding-main')].filter(
          (x) => x.offsetParent !== null,
        );
        all[all.indexOf(e.target) + step]?.focus();
        e.preventDefault();
      }}
    >
      {found === 0 && (
        <p className="all-fine">
          <span className="sign done">✓</span>{' '}
          {props.figures === 0 ? '没有读到数字,也没有发现雷同。' : '没有发现对不上的地方。'}
        </p>
      )}
      {groups.map((g) =>
        g.isFolded ? (
          <details key={g.key} className="finding-group">
            <summary>
              <span className={`sign ${g.tone}`}>{g.sign}</span> {g.name} {g.findings.length} 处
            </summary>
            {g.hint && <p className="hint">{g.hint}</p>}
            <Items {...props} group={g} />
          </details>
        ) : (
          <section key={g.key} className="finding-group" aria-label={g.name}>
            <h3>
              <span className={`sign ${g.tone}`}>{g.sign}</span> {g.name} {g.findings.length} 处
            </h3>
            <Items {...props} group={g} />
          </section>
        ),
      )}
      {props.keptTexts === 0 && (
        <p className="hint">比对库里还没有稿子,只查了文内重复。把写好的稿子放进比对库,以后就能看出雷同。</p>
      )}
    </div>
  );
}

/** A folded group of a book of reports may hold thousands. */
const SHOWN = 200;
const COPIES = 8;

function Items(props: {
  group: FindingGroup;
  unit: string;
  show: (finding: Finding) => void;
  openCopy: (finding: Finding) => void;
}): ReactNode {
  const { findings } = props.group;
  return (
    <ul className="findings">
      {findings.slice(0, SHOWN).map((f) => (
        <li key={f.key}>
          <button type="button" className="finding-main" onClick={() => props.show(f)}>
            {f.message}
            {f.quote !== '' && <span className="finding-quote">“{shorten(f.quote)}”</span>}
          </button>
          {f.ledger && <Beside ledger={f.ledger} unit={props.unit} />}
          {(f.copies || f.sameness?.identical === false) && (
            <span className="finding-links">
              {(f.copies ?? []).slice(0, COPIES).map((c, i) => (
                <Button key={c.start} type="link" size="small" onClick={() => props.show({ ...f, ...c })}>
                  第 {i + 1} 处
                </Button>
              ))}
              <Button type="link" size="small" onClick={() => props.openCopy(f)}>
                并排看
              </Button>
            </span>
          )}
        </li>
      ))}
      {findings.length > SHOWN && <li className="hint">还有 {findings.length - SHOWN} 处,没有列出。</li>}
    </ul>
  );
}

/** 台账 709人 少 746 · 培训妇女 · 2026年: the counted figure is a door. */
function Beside(props: { ledger: LedgerFindingView; unit: string }): ReactNode {
  const { ledger: l } = props;
  return (
    <span className="finding-beside">
      {l.counted === null ? (
        '没有人报过'
      ) : (
        <>
          台账{' '}
          <Figure
            door={doorOf(l, props.unit)}
            value={l.counted}
            unitWord={l.unitWord}
            label={`台账里的${l.label}`}
          />{' '}
          {l.verdict === 'differs' && l.difference !== null && (
            <strong>
              {l.difference < 0 ? '少' : '多'} {formatNumber(Math.abs(l.difference))}
            </strong>
          )}
        </>
      )}{' '}
      <span className="hint">
        {l.match === 'likely' && '可能是:'}
        {ledgerPlace(l)}
      </span>
    </span>
  );
}

const shorten = (quote: string): string => {
  const chars = Array.from(quote.replace(/\s+/g, ''));
  return chars.length > 80 ? `${chars.slice(0, 50).join('')}…${chars.slice(-25).join('')}` : chars.join('');
};
