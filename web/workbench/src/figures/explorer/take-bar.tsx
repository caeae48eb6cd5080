import Button from 'antd/es/button';
import { type ReactNode, useEffect, useState } from 'react';
import { BusyButton } from '../../parts/busy-button.tsx';
import { useAct } from '../../parts/use-act.ts';
import { useTimes } from '../../place.ts';
import { copyText } from '../../reading/copy-text.ts';
import { numberKind, saveShown } from '../../workbooks/save-shown.ts';
import { copyTable, saveText } from './clipboard.ts';
import type { Exploring } from './exploring.ts';
import type { Asked, FigureTable } from './figure-table.ts';
import { KeptViews } from './kept-views.tsx';
import { plainRows, sentenceOfFigure, sourceOf, titleOf, toCsv, toHtmlTable, toTabs } from './take-along.ts';

/** Takes what is seen along: into a report, to Excel, on paper, as a link, or kept by name. */
export function TakeBar(props: { x: Exploring; asked: readonly Asked[]; table: FigureTable }): ReactNode {
  const { asked } = props;
  const { range, today } = useTimes();
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), 6_000);
    return () => clearTimeout(timer);
  }, [said]);
  const rows = (): (string | number | null)[][] => plainRows(props.table, props.x.last);
  const tell = (isDone: boolean, done: string): void =>
    setSaid(isDone ? done : '浏览器没有让复制。请选中表格,按 Ctrl C。');
  const saving = useAct();
  const save = (): Promise<void> =>
    saving.run(async () => {
      const [head = [], ...body] = rows();
      const title = titleOf(asked, range);
      try {
        await saveShown({
          what: 'figures',
          title,
          about: [
            ['时段', `${range.from} 至 ${range.to}`],
            ['来源', sourceOf(asked, today)],
            ...asked.map((a): [string, string] => [a.measure.label, a.measure.rule]),
          ],
          columns: head.map((h, i) => ({
            header: String(h ?? ''),
            kind: i === 0 ? 'text' : numberKind(body, i),
          })),
          rows: body,
        });
      } catch {
        // Without the server what is seen can still be kept.
        saveText(toCsv(rows()), `${title}.csv`, 'text/csv;charset=utf-8');
      }
    });
  return (
    <div className="take-bar no-print">
      <Button
        title="复制成一句话,带数和出处,贴到报告里"
        onClick={() =>
          void copyText(asked.map((a) => sentenceOfFigure(a, range, today)).join('\n')).then((ok) =>
            tell(ok, '已复制成一句话,到报告里粘贴就行。'),
          )
        }
      >
        复制成句子
      </Button>
      <Button
        title="贴到 Word 是表格,贴到 Excel 是单元格"
        onClick={() =>
          tell(
            copyTable(toTabs(rows()), toHtmlTable(titleOf(asked, range), rows(), sourceOf(asked, today))),
            '已复制表格,到 Word 或 Excel 里粘贴就行。',
          )
        }
      >
        复制表格
      </Button>
      <BusyButton busy={saving.busy} doing="正在导出…" onClick={() => void save()}>
        导出
      </BusyButton>
      <Button
        title="对方打开时按她自己的权限再查一遍"
        onClick={() =>
          void copyText(window.location.href).then((ok) => tell(ok, '已复制链接。对方只能看到她有权看的数。'))
        }
      >
        复制链接
      </Button>
      <Button onClick={() => window.print()}>打印</Button>
      <KeptViews say={setSaid} />
      <span className="hint" role="status">
        {said}
      </span>
    </div>
  );
}
