import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Drawer from 'antd/es/drawer';
import { type ReactNode, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { OpeningDrafts, ReadingView } from '../../../../contracts/api-reading.ts';
import { shelfFor } from '../draft.ts';
import { formatRange } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Empty } from '../parts/states.tsx';
import { useGo } from '../place.ts';
import { useLedgers } from '../queries.ts';
import { OPENING_NAMES } from '../text.ts';
import { sentenceOf } from '../wire.ts';
import { askOf, choosable, layDraft, type WaitingDraft, waiting } from './opening-choice.ts';
import type { Stretch } from './places.ts';
import { draftLines } from './reading-wire.ts';
import { ledgerText, rawText } from './words.ts';

/** 转成期初: chosen figures become drafts of opening lines; each is opened in the entry form, looked at and saved by hand. */
export function ToLines(props: {
  me: Me;
  unit: string;
  title: string;
  reading: ReadingView;
  cut: (s: Stretch) => string;
  drafts: readonly WaitingDraft[];
  keep: (drafts: readonly WaitingDraft[]) => void;
  close: () => void;
}): ReactNode {
  const { me, reading } = props;
  const all = choosable(reading.figures, reading.ledgers);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(
    () => new Set(all.filter((c) => c.ledger.match !== 'likely').map((c) => c.at)),
  );
  const [refused, setRefused] = useState<OpeningDrafts['refused']>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [inTheWay, setInTheWay] = useState<WaitingDraft | null>(null);
  const ledgers = useLedgers();
  const go = useGo();
  const make = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    try {
      const figures = all.filter((c) => chosen.has(c.at)).map((c) => askOf(c, props.cut));
      const made = await draftLines({ unit: props.unit, title: props.title, figures });
      setRefused(made.refused);
      props.keep(waiting(made.drafts));
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const open = (d: WaitingDraft, replace = false): void => {
    const ledger = ledgers.data?.find((l) => l.key === d.ledger);
    if (!ledger) return;
    if (!layDraft(shelfFor(ledger.privacy), me.postId, d, replace)) {
      setInTheWay(d);
      return;
    }
    props.keep(props.drafts.map((x) => (x.requestKey === d.requestKey ? { ...x, opened: true } : x)));
    go(`/ledgers/${d.ledger}/new`, { unit: d.unitId });
  };
  return (
    <Drawer
      open
      size={680}
      className="drawer"
      rootClassName="drawer-root"
      title="转成期初"
      onClose={props.close}
    >
      <p className="hint">
        选出来的数做成期初数的草稿,注明出处;您一份一份打开、核对、保存,才算进台账。系统不会自己存。
      </p>
      {all.length === 0 ? (
        <Empty title="没有可以转的数">认得出、而台账里还没有(或不够)的数,会列在这里。</Empty>
      ) : (
        <>
          <p>
            <Checkbox
              checked={chosen.size === all.length}
              indeterminate={chosen.size > 0 && chosen.size < all.length}
              onChange={(e) => setChosen(new Set(e.target.checked ? all.map((c) => c.at) : []))}
            >
              全选(共 {all.length} 个)
            </Checkbox>
          </p>
          <ul className="line-choices">
            {all.map((c) => (
              <li key={c.at}>
                <Checkbox
                  checked={chosen.has(c.at)}
                  onChange={(e) => {
                    const next = new Set(chosen);
                    if (e.target.checked) next.add(c.at);
                    else next.delete(c.at);
                    setChosen(next);
                  }}
                >
                  <strong>{c.ledger.label}</strong> {rawText(c.figure)}
                  {c.ledger.match === 'likely' && <span className="tag">可能是</span>}
                  <span className="finding-quote">
                    {ledgerText(c.figure, c.ledger)} {formatRange(c.ledger.from, c.ledger.to)}
                  </span>
                </Checkbox>
              </li>
            ))}
          </ul>
          <p>
            <BusyButton
              type="primary"
              busy={busy}
              doing="正在做…"
              disabled={chosen.size === 0}
              onClick={() => void make()}
            >
              做成草稿({chosen.size} 个数)
            </BusyButton>
          </p>
        </>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {refused.length > 0 && (
        <section aria-label="没有做成的">
          <h3>没有做成的 {refused.length} 个</h3>
          <ul className="findings">
            {refused.map((r) => (
              <li key={r.start}>
                <strong>{r.raw}</strong>(第 {r.start + 1} 字):{r.message}
              </li>
            ))}
          </ul>
        </section>
      )}
      {props.drafts.length > 0 && (
        <section aria-label="期初草稿">
          <h3>草稿 {props.drafts.length} 份,请逐份打开核对</h3>
          <ul className="findings">
            {props.drafts.map((d) => (
              <li key={d.requestKey}>
                <strong>{d.ledgerName}</strong> {formatRange(d.day, d.until)} · {OPENING_NAMES[d.opening]}
                <ul className="draft-holds">
                  {d.holds.map((h) => (
                    <li key={h}>{h}</li>
                  ))}
                </ul>
                {d.notes.map((n) => (
                  <p key={n} className="note">
                    <span className="sign info">i</span> {n}
                  </p>
                ))}
                {inTheWay?.requestKey === d.requestKey && (
                  <p className="note" role="alert">
                    <span className="sign soon">!</span> 「{d.ledgerName}
                    」里您还有一份没存的草稿。换成这一份,那份就没有了。{' '}
                    <Button size="small" onClick={() => open(d, true)}>
                      换成这一份
                    </Button>{' '}
                    <Button size="small" onClick={() => go(`/ledgers/${d.ledger}/new`, { unit: d.unitId })}>
                      先去看那份
                    </Button>
                  </p>
                )}
                <p>
                  <Button size="small" type={d.opened ? 'default' : 'primary'} onClick={() => open(d)}>
                    {d.opened ? '再打开' : '打开核对'}
                  </Button>
                  {d.opened && <span className="hint"> 打开过;存了没有,请到台账里看。</span>}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Drawer>
  );
}
