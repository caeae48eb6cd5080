import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { SettingGroup, SettingRow } from '../../../../contracts/api-settings.ts';
import { valueText } from '../../../../contracts/setting.ts';
import { sourceWords } from '../../../../contracts/source-words.ts';
import { formatDay } from '../format.ts';
import { Show } from '../parts/states.tsx';
import { useSettings } from './queries.ts';
import { SettingForm } from './setting-form.tsx';
import { SettingHistory } from './setting-history.tsx';
import { gradeWords } from './words.ts';

/** 设置: what the office decides for itself, and for whoever runs the server what holds for all of it. */
export function SettingsPart(props: { me: Me }): ReactNode {
  const settings = useSettings();
  return (
    <Show of={settings} rows={8}>
      {(view) => (
        <>
          {view.houseWhyNot && <p className="note">{view.houseWhyNot}</p>}
          {view.house.map((g) => (
            <Group key={g.name} group={g} house me={props.me} />
          ))}
          {view.groups.map((g) => (
            <Group key={g.name} group={g} house={false} me={props.me} />
          ))}
          <p className="hint">
            {view.unit.name}
            没有自己定的,就照上级的;上级也没有定的,照系统的默认。改动从写明的日期起生效,过去的不变。
          </p>
        </>
      )}
    </Show>
  );
}

function Group(props: { group: SettingGroup; house: boolean; me: Me }): ReactNode {
  const { group, house } = props;
  return (
    <section className="sheet settings-group" aria-label={group.name}>
      <h2>
        {group.name}
        {house && <span className="hint"> 整个平台共用</span>}
      </h2>
      {group.rows.map((row) => (
        <Row key={row.key} row={row} house={house} me={props.me} />
      ))}
    </section>
  );
}

function Row(props: { row: SettingRow; house: boolean; me: Me }): ReactNode {
  const { row, house, me } = props;
  const [open, setOpen] = useState<'form' | 'history' | null>(null);
  const whose = row.setBy === null ? '系统的默认' : row.setBy;
  return (
    <div className="setting-row">
      <div className="setting-head">
        <div>
          <strong>{row.label}</strong>
          <p className="hint">{row.meaning}</p>
          <p className="hint setting-source">
            依据:{sourceWords([row.source])}
            {row.grade && `(${gradeWords(row.grade)})`}
            {row.setBy !== null && ` · 系统的默认是 ${valueText(row.type, row.default)}`}
          </p>
        </div>
        <div className="setting-value">
          <span className="setting-now">{valueText(row.type, row.value)}</span>
          <span className="hint">{whose}</span>
          {row.bound && <span className="tag info">上级统一规定</span>}
          {row.own?.binding && <span className="tag info">下级统一执行</span>}
          {row.coming && (
            <span className="tag soon">
              {formatDay(row.coming.from, me.today)}起{' '}
              {row.coming.value === null ? '随上级' : valueText(row.type, row.coming.value)}
            </span>
          )}
        </div>
        <div className="setting-acts">
          {row.may.includes('change') && (
            <Button size="small" onClick={() => setOpen(open === 'form' ? null : 'form')}>
              改<span className="visually-hidden">{row.label}</span>
            </Button>
          )}
          {row.newest && (
            <Button
              size="small"
              type="text"
              onClick={() => setOpen(open === 'history' ? null : 'history')}
              aria-expanded={open === 'history'}
            >
              以前的<span className="visually-hidden">{row.label}</span>
            </Button>
          )}
        </div>
      </div>
      {open === 'form' && (
        <SettingForm row={row} house={house} today={me.today} close={() => setOpen(null)} />
      )}
      {open === 'history' && <SettingHistory row={row} house={house} today={me.today} />}
    </div>
  );
}
