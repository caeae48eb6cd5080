import { type ReactNode, useEffect, useState } from 'react';
import type { ExportProgress } from '../../../../contracts/api-workbooks.ts';
import { newRequestKey } from '../draft.ts';
import { formatNumber } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { download, read } from '../wire.ts';

const ASK_MS = 1_000;

/** Takes out what the list shows, with its filters and its order; a large one says how far it is and may be left running. */
export function ExportButton(props: {
  ledger: { readonly key: string; readonly name: string };
  query: Readonly<Record<string, string | undefined>>;
}): ReactNode {
  const act = useAct();
  const [ticket, setTicket] = useState<string | null>(null);
  const [rows, setRows] = useState(0);
  useEffect(() => {
    if (ticket === null) return;
    const timer = setInterval(() => {
      read<ExportProgress>(`/exports/${ticket}`)
        .then((p) => setRows(p.rows))
        // The file itself says what goes wrong; here only a count is missing.
        .catch(() => {});
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [ticket]);
  const start = (): Promise<void> =>
    act.run(async () => {
      const mine = newRequestKey();
      setRows(0);
      setTicket(mine);
      try {
        const { ledger, query } = props;
        await download(`/ledgers/${ledger.key}/export`, { ...query, ticket: mine }, `${ledger.name}.xlsx`);
      } finally {
        setTicket(null);
      }
    });
  return (
    <>
      {act.problem && (
        <span className="problem" role="alert">
          {act.problem}
        </span>
      )}
      <BusyButton
        busy={act.busy}
        doing={rows > 0 ? `正在导出,已有 ${formatNumber(rows)} 行…` : '正在导出…'}
        title="按现在的筛选和排序,导出成 Excel 表"
        onClick={() => void start()}
      >
        导出
      </BusyButton>
    </>
  );
}
