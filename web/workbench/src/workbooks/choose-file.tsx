import Button from 'antd/es/button';
import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Me, UnitView } from '../../../../contracts/api.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { newRequestKey } from '../draft.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref } from '../place.ts';
import { FieldRow } from '../records/field-row.tsx';
import { UnitChoice } from '../records/unit-choice.tsx';
import { download } from '../wire.ts';
import { learn, sendFile, useImports } from './imports.ts';
import { ImportsTable } from './imports-page.tsx';

/** The file: dropped here or chosen. It is only checked; nothing is saved before she has looked. */
export function ChooseFile(props: {
  me: Me;
  ledger: Ledger;
  units: readonly UnitView[];
  chosen: (batch: string) => void;
}): ReactNode {
  const { ledger, units } = props;
  const href = useHref();
  const [unit, setUnit] = useState(units[0]?.id ?? '');
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const sending = useAct();
  const template = useAct();
  const recent = useImports(ledger.key);
  const take = (file: File | undefined): void => {
    if (!file) return;
    // Made once per chosen file: sent twice, it is one import.
    const key = newRequestKey();
    void sending.run(async () => {
      const q = { ledger: ledger.key, unit: units.length > 1 ? unit : null, key };
      const page = learn(await sendFile(q, file, new AbortController().signal));
      props.chosen(page.id);
    });
  };
  return (
    <>
      <section className="sheet" aria-label="选文件">
        {units.length > 1 && (
          <FieldRow
            id="f-unit"
            label="算在哪里"
            help="表里“组织”一栏没有写的行,算在这个组织名下。"
            problems={[]}
          >
            <UnitChoice units={units} value={unit} onChange={setUnit} />
          </FieldRow>
        )}
        <section
          className={`drop ${over ? 'over' : ''}`}
          aria-label="把文件拖到这里"
          onDragOver={(e) => {
            e.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(e) => {
            e.preventDefault();
            setOver(false);
            take(e.dataTransfer.files[0]);
          }}
        >
          <p>把填好的表拖到这里,或者</p>
          <BusyButton
            type="primary"
            size="large"
            busy={sending.busy}
            doing="正在读文件…"
            onClick={() => input.current?.click()}
          >
            选文件
          </BusyButton>
          <input
            ref={input}
            type="file"
            hidden
            accept=".xlsx,.csv"
            aria-label="选文件"
            onChange={(e) => {
              take(e.target.files?.[0]);
              // The same file may be chosen again after it was mended.
              e.target.value = '';
            }}
          />
          <p className="hint">Excel 工作簿(.xlsx)或 CSV,最多 20 MB、5 万行。先核对给您看,您说存才存。</p>
        </section>
        {sending.problem && (
          <p className="refusal" role="alert">
            <span className="sign late">✗</span> {sending.problem}
          </p>
        )}
        <p className="hint">
          不必用模板:只要表头写着栏目的名称({ledger.dayLabel}、
          {ledger.fields
            .slice(0, 3)
            .map((f) => f.label)
            .join('、')}
          …),先后不拘。
          <Button
            type="link"
            size="small"
            disabled={template.busy}
            onClick={() =>
              void template.run(() =>
                download(`/ledgers/${ledger.key}/template`, {}, `${ledger.name} 模板.xlsx`),
              )
            }
          >
            下载模板
          </Button>
        </p>
        {template.problem && <p className="problem">{template.problem}</p>}
      </section>
      {recent.data && recent.data.rows.length > 0 && (
        <section className="sheet" aria-label="最近的导入">
          <h2>最近的导入</h2>
          <ImportsTable rows={recent.data.rows.slice(0, 5)} today={props.me.today} />
          <p>
            <Link to={href('/ledgers/imports')}>看全部</Link>
          </p>
        </section>
      )}
    </>
  );
}
