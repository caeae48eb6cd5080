import type { SheetView } from '../../contracts/api-assessments.ts';
import { exportTable, type TableCell, type TableColumn } from '../workbooks/index.ts';

/** A score sheet as a workbook: for each mark its facts and its score, and what was put on record. */
export function sheetTable(view: SheetView, o: { readonly by: string; readonly at: Date }): Response {
  const columns: TableColumn[] = [
    { header: '组织', kind: 'text' },
    ...view.indicators.flatMap((i): TableColumn[] => [
      { header: `${i.label} 依据`, kind: 'text' },
      { header: `${i.label}(%)`, kind: 'number' },
      { header: `${i.label} 得分(满分 ${i.weight})`, kind: 'number' },
    ]),
    { header: '能计分的项目共几分', kind: 'number' },
    { header: '总分(折算成百分制)', kind: 'number' },
    { header: '登记的得分', kind: 'number' },
    { header: '考核意见', kind: 'longtext' },
  ];
  const rows = view.rows.map((r): TableCell[] => [
    r.name,
    ...r.cells.flatMap((c): TableCell[] => [
      c.hidden ? '不单列' : c.denominator === null ? '没有数' : `${c.numerator ?? 0}/${c.denominator}`,
      c.share,
      c.score,
    ]),
    r.markedOf,
    r.total,
    r.kept?.total ?? null,
    r.kept?.remark ?? null,
  ]);
  return exportTable({
    title: `${view.name} ${view.unit.name} ${view.from} 至 ${view.to}`,
    columns,
    rows: (async function* () {
      yield* rows;
    })(),
    about: [
      ['组织', view.unit.name],
      ['时段', `${view.from} 至 ${view.to}`],
      ['说明', view.about],
      ...view.indicators.map((i) => [i.label, `${i.weight} 分,${i.target}% 得满分。${i.rule}`] as const),
      ['导出人', o.by],
    ],
    at: o.at,
    persons: true,
  });
}
