import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { useGo } from '../place.ts';
import { useUnit } from '../queries.ts';
import { unitsFor } from '../records/entry-sheet.tsx';
import { seatOf } from '../seat.ts';
import { download } from '../wire.ts';
import './workbooks.css';

/** Many lines at once: a table to be filled in, a filled one brought back, or rows pasted on the page. */
export function TableActions(props: { me: Me; ledger: Ledger }): ReactNode {
  const { me, ledger } = props;
  const go = useGo();
  const seat = useUnit(seatOf(me));
  const template = useAct();
  if (!seat.data || unitsFor(me, seat.data, ledger).length === 0) return null;
  return (
    <div className="table-actions no-print">
      <BusyButton
        busy={template.busy}
        doing="正在准备…"
        title="下载一张带表头、选项和说明的 Excel 表,填好再导入"
        onClick={() =>
          void template.run(() => download(`/ledgers/${ledger.key}/template`, {}, `${ledger.name} 模板.xlsx`))
        }
      >
        下载模板
      </BusyButton>
      <Button onClick={() => go(`/ledgers/${ledger.key}/import`)}>从 Excel 导入</Button>
      <Button
        className="wide-only"
        title="像在 Excel 里一样成片地填,可以整片粘贴"
        onClick={() => go(`/ledgers/${ledger.key}/grid`)}
      >
        成片录入
      </Button>
      {template.problem && (
        <p className="problem" role="alert">
          {template.problem}
        </p>
      )}
    </div>
  );
}
