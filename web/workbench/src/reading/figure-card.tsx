import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { LedgerFindingView } from '../../../../contracts/api-reading.ts';
import type { ReadCheck, ReadFigure } from '../../../../contracts/reading.ts';
import { Figure } from '../parts/figure.tsx';
import { doorOf } from './ledger-door.ts';
import { TeachForm } from './teach-form.tsx';
import { KINDS, ledgerPlace, MATCHES, QUALIFIERS, rawText, STATUSES, valueText } from './words.ts';

/** What was read at one place, and what the ledgers count for it; here words are taught. */
export function FigureCard(props: {
  figure: ReadFigure;
  ledger: LedgerFindingView | null;
  checks: readonly ReadCheck[];
  unit: string;
  mayTeach: boolean;
  step: (by: 1 | -1) => void;
  close: () => void;
  taught: () => void;
}): ReactNode {
  const { figure: f, ledger: l } = props;
  const [teaching, setTeaching] = useState(false);
  const comparable = f.status === 'actual' && f.role === 'level' && f.kind !== 'rank' && f.kind !== 'ordinal';
  return (
    <section
      className="figure-card"
      aria-label="这个数"
      onKeyDown={(e) => {
        if (e.key === 'Escape' && !teaching) props.close();
      }}
    >
      <div className="card-head">
        <strong className="card-raw">{rawText(f)}</strong>
        <span className="spacer" />
        <Button size="small" type="text" aria-label="上一个数" onClick={() => props.step(-1)}>
          ‹
        </Button>
        <Button size="small" type="text" aria-label="下一个数" onClick={() => props.step(1)}>
          ›
        </Button>
        <Button size="small" type="text" aria-label="关闭" onClick={props.close}>
          ×
        </Button>
      </div>
      <dl className="card-facts">
        <Fact name="数的是">{f.subject || '没有写明'}</Fact>
        <Fact name="数值">
          {valueText(f.value)} {f.unit || <span className="hint">没有写单位</span>}
          {f.qualifier && <span className="tag">{QUALIFIERS[f.qualifier]}</span>}
        </Fact>
        <Fact name="类别">
          {KINDS[f.kind]}
          {f.role === 'delta' && ',说的是增减'}
          {f.status !== 'actual' && `,${STATUSES[f.status]}`}
        </Fact>
        <Fact name="时间">{f.period ?? '随全文'}</Fact>
      </dl>
      <h3>与台账</h3>
      {l ? (
        <>
          <p>
            {l.counted === null ? (
              <>台账里这段时间没有人报过。</>
            ) : (
              <>
                台账数出来{' '}
                <Figure
                  door={doorOf(l, props.unit)}
                  value={l.counted}
                  unitWord={l.unitWord}
                  label={l.label}
                />
                {l.verdict === 'differs' && l.difference !== null ? (
                  <span className="sign soon">
                    {' '}
                    ≠ {l.difference < 0 ? '少' : '多'} {Math.abs(l.difference)}
                  </span>
                ) : (
                  <span className="sign done"> ✓ {l.verdict === 'same' ? '一致' : '合得上'}</span>
                )}
              </>
            )}
          </p>
          <p className="hint">
            对的是「{ledgerPlace(l)}」({MATCHES[l.match]})
          </p>
        </>
      ) : (
        <p className="hint">
          {comparable
            ? '没有认出台账里的哪个数;也可能教过“台账里没有”。'
            : '计划、要求、增减和名次不与台账核对:台账记的是已经发生的事。'}
        </p>
      )}
      {comparable &&
        props.mayTeach &&
        (teaching ? (
          <TeachForm
            figure={f}
            ledger={l}
            close={() => setTeaching(false)}
            done={() => {
              setTeaching(false);
              props.taught();
            }}
          />
        ) : (
          <p>
            <Button size="small" onClick={() => setTeaching(true)}>
              {l ? '不是这个数,我来教' : '教它这是什么数'}
            </Button>
          </p>
        ))}
      {props.checks.length > 0 && (
        <>
          <h3>用到它的勾稽</h3>
          <ul className="card-checks">
            {props.checks.map((c) => (
              <li key={`${c.type}-${c.start}-${c.end}-${c.computed}`}>
                <span className={`sign ${c.holds === true ? 'done' : c.holds === false ? 'late' : 'info'}`}>
                  {c.holds === true ? '✓' : c.holds === false ? '✗' : '…'}
                </span>{' '}
                {c.message || c.computed}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Fact(props: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
