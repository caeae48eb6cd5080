import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import type { HandoverList } from '../../../../contracts/api-handover.ts';
import { formatDay, formatMoment } from '../format.ts';

/** 交接清单: what was handed over, with places for both to sign. */
export function HandoverSheet(props: { list: HandoverList; close: () => void }): ReactNode {
  const { list } = props;
  const rows = [
    ...list.posts.map((p) => ({
      what: '职务',
      text: `${p.unitName} · ${p.title}`,
      to: p.taken ? (list.successor ?? '') : '空缺',
    })),
    ...list.things.flatMap((t) =>
      t.what.map((text) => ({ what: t.name, text, to: list.successor ?? '留在原处' })),
    ),
  ];
  return (
    <section className="sheet" aria-label="交接清单">
      <p className="actions no-print">
        <Button type="primary" onClick={() => window.print()}>
          打印交接清单
        </Button>
        <Button onClick={props.close}>回到交接</Button>
      </p>
      <div className="handover-paper print-alone">
        <h2>交接清单</h2>
        <p>
          移交人 {list.name}({list.login}) 接收人 {list.successor ?? '(待定)'} 自 {formatDay(list.day)}{' '}
          起不再任职
        </p>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">序号</th>
              <th scope="col">类别</th>
              <th scope="col">内容</th>
              <th scope="col">去向</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r, i) => (
              <tr key={`${r.what}${r.text}`}>
                <td>{i + 1}</td>
                <td>{r.what}</td>
                <td>{r.text}</td>
                <td>{r.to}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          {list.disabled ? '移交人的账号已停用。' : '移交人的账号没有停用。'}经办 {list.by},
          {formatMoment(list.at, '')}。
        </p>
        <div className="handover-signs">
          <span>移交人签字:</span>
          <span>接收人签字:</span>
          <span>监交人签字:</span>
          <span>日期:</span>
        </div>
      </div>
    </section>
  );
}
