import type { ReactNode } from 'react';
import type { SettingRow } from '../../../../contracts/api-settings.ts';
import { valueText } from '../../../../contracts/setting.ts';
import { formatDay, formatMoment } from '../format.ts';
import { Show } from '../parts/states.tsx';
import { useSettingHistory } from './queries.ts';

/** Everything that was set here before: nothing is overwritten. */
export function SettingHistory(props: { row: SettingRow; house: boolean; today: string }): ReactNode {
  const { row, house, today } = props;
  const history = useSettingHistory(row.key, house);
  return (
    <Show of={history} rows={2}>
      {(changes) => (
        <div className="table-box">
          <table className="plain-table" aria-label={`${row.label}以前的值`}>
            <thead>
              <tr>
                <th scope="col">值</th>
                <th scope="col">起始</th>
                <th scope="col">谁、什么时候</th>
                <th scope="col">原因</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((c) => (
                <tr key={c.id} className={c.dropped ? 'dropped' : ''}>
                  <td>
                    {c.value === null ? '随上级' : valueText(row.type, c.value)}
                    {c.binding && ' · 下级统一执行'}
                    {c.dropped && <span className="tag">已被同日的改动代替</span>}
                  </td>
                  <td>{formatDay(c.from, today)}</td>
                  <td>
                    {c.by} {formatMoment(c.at, today)}
                  </td>
                  <td>{c.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Show>
  );
}
