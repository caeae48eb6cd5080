import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Select from 'antd/es/select';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { MeasureView } from '../../../../contracts/api.ts';
import type { LedgerFindingView } from '../../../../contracts/api-reading.ts';
import type { ReadFigure } from '../../../../contracts/reading.ts';
import { matches } from '../frame/initials.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useMeasures } from '../queries.ts';
import { SEARCH_SIGN } from '../signs.tsx';
import { sentenceOf } from '../wire.ts';
import { teachWords } from './reading-wire.ts';

type Split = Readonly<Record<string, string>>;

/** Says once what words mean, or that no ledger counts them; holds for one's own unit and all below it. */
export function TeachForm(props: {
  figure: ReadFigure;
  ledger: LedgerFindingView | null;
  close: () => void;
  done: () => void;
}): ReactNode {
  const { figure: f, ledger } = props;
  const measures = useMeasures();
  const [measure, setMeasure] = useState<string | null>(null);
  const [dimension, setDimension] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const box = useRef<HTMLDivElement>(null);
  // On a phone the card is a low one: what was asked for must be in sight.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const chosen = measures.data?.find((m) => m.key === measure);
  const teach = async (what: string | null, where: Split = {}): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    try {
      await teachWords({ subject: f.subject, unitWord: f.unit, measure: what, where });
      props.done();
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  };
  if (f.subject === '')
    return (
      <p className="hint">
        这个数前后没有说明它是什么的词,没法记住。{' '}
        <Button size="small" type="link" onClick={props.close}>
          知道了
        </Button>
      </p>
    );
  const nearby = (ledger?.others ?? []).flatMap((o) => {
    const single = Object.values(o.where).every((v) => typeof v === 'string');
    return single ? [{ ...o, where: o.where as Split }] : [];
  });
  return (
    <div className="teach" ref={box}>
      <p>
        「{f.subject}…{f.unit}」以后就是:
      </p>
      {nearby.length > 0 && (
        <p className="teach-nearby">
          {nearby.map((o) => (
            <Button
              key={`${o.measure}${o.label}`}
              size="small"
              onClick={() => void teach(o.measure, o.where)}
            >
              {o.label}
            </Button>
          ))}
        </p>
      )}
      <Select
        className="wide"
        aria-label="台账里的哪个数"
        placeholder="台账里的哪个数(可打拼音首字母)"
        value={measure}
        showSearch={{
          searchIcon: SEARCH_SIGN,
          filterOption: (typed, option) => matches(typed, String(option?.label ?? '')),
        }}
        options={grouped(measures.data ?? [])}
        onChange={(key) => {
          setMeasure(key);
          setDimension(null);
          setValue('');
        }}
      />
      {chosen && chosen.dimensions.length > 0 && (
        <div className="teach-split">
          <Select
            aria-label="只是其中一类"
            placeholder="只是其中一类?"
            allowClear
            value={dimension}
            options={chosen.dimensions.map((d) => ({ value: d.key, label: d.label }))}
            onChange={(key) => setDimension(key ?? null)}
          />
          {dimension && (
            <Input
              aria-label="哪一类"
              placeholder="哪一类,照台账里的写法"
              value={value}
              maxLength={60}
              onChange={(e) => setValue(e.target.value)}
            />
          )}
        </div>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="teach-foot">
        <BusyButton
          type="primary"
          size="small"
          busy={busy}
          doing="正在记…"
          disabled={!measure || (dimension !== null && value.trim() === '')}
          onClick={() => void teach(measure, dimension ? { [dimension]: value.trim() } : {})}
        >
          记住
        </BusyButton>
        <Button size="small" onClick={() => void teach(null)}>
          台账里没有这个数
        </Button>
        <Button size="small" type="text" onClick={props.close}>
          取消
        </Button>
      </p>
      <p className="hint">本单位和下级以后读到这样的话,都照此对;可以在“教过的说法”里忘掉。</p>
    </div>
  );
}

function grouped(
  measures: readonly MeasureView[],
): { label: string; options: { value: string; label: string }[] }[] {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const m of measures) {
    const list = groups.get(m.ledgerName) ?? [];
    list.push({ value: m.key, label: `${m.label}(${m.unitWord})` });
    groups.set(m.ledgerName, list);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}
