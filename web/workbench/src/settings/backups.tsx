import type { ReactNode } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { BackupRunView, BackupsView } from '../../../../contracts/api-backups.ts';
import { formatMoment, formatNumber } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Empty, Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { send } from '../wire.ts';
import { refreshSettings, useBackups } from './queries.ts';
import { formatSize } from './words.ts';

const KINDS = { physical: '整库备份', logical: '全部数据导出', trial: '试恢复' } as const;
const OCCASIONS = { nightly: '每晚', hand: '手工', command: '命令' } as const;
const STATES = {
  waiting: { tone: 'info', name: '排队' },
  running: { tone: 'soon', name: '正在做' },
  done: { tone: 'done', name: '成功' },
  failed: { tone: 'late', name: '没成功' },
} as const;

/** 备份: the last one, its age, whether a restore was tried, room on the disk; one more by hand. */
export function BackupsPart(props: { me: Me }): ReactNode {
  const backups = useBackups();
  return (
    <Show of={backups} rows={8}>
      {(view) => <Backups view={view} today={props.me.today} />}
    </Show>
  );
}

function Backups(props: { view: BackupsView; today: string }): ReactNode {
  const { view, today } = props;
  const { last, lastTrial } = view.state;
  const { busy, problem, run } = useAct();
  const isBusy = view.runs.some((r) => r.state === 'waiting' || r.state === 'running');
  const start = (what: 'backup' | 'trial'): void =>
    void run(async () => {
      await send('/backups', { what });
      await refreshSettings();
    });
  return (
    <>
      {view.state.isStale && (
        <p className="problem" role="alert">
          ✗ 已经超过 {view.state.alarmHours} 小时没有成功的备份。
          {last ? `最近一份是 ${formatMoment(last.endedAt, today)} 的。` : '还没有一份备份。'}请现在备份。
        </p>
      )}
      <section className="sheet" aria-label="备份情况">
        <dl className="fact-cards">
          <div>
            <dt>最近一份</dt>
            <dd>
              {last ? `${formatMoment(last.endedAt, today)} · ${formatSize(last.bytes)}` : '还没有'}
              {last && <span className="hint"> {KINDS[last.kind]}</span>}
            </dd>
          </div>
          <div>
            <dt>最近试恢复</dt>
            <dd>
              {lastTrial
                ? `${formatMoment(lastTrial.endedAt, today)} ${lastTrial.ok ? '成功' : '没成功'}`
                : '还没有试过'}
            </dd>
          </div>
          <div>
            <dt>每晚</dt>
            <dd>
              {view.nightly.at},留最近 {view.nightly.keep} 份
            </dd>
          </div>
          <div>
            <dt>磁盘</dt>
            <dd>
              {view.room ? `还有 ${formatSize(view.room.free)},共 ${formatSize(view.room.total)}` : '看不到'}
            </dd>
          </div>
        </dl>
        {view.folder && (
          <p className="hint">
            备份放在服务器的 {view.folder}
            ,现在做的都加了密。要做两件事:每天把它拷到别的机器(这台坏了,备份也会没有);把密钥文件 keys.json
            另存一份,不要和备份放在一起。没有这个文件,备份谁也打不开。
          </p>
        )}
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        {view.may.length > 0 ? (
          <p className="actions">
            <BusyButton type="primary" busy={busy || isBusy} doing="正在做…" onClick={() => start('backup')}>
              现在备份
            </BusyButton>
            {view.may.includes('try') && last && (
              <BusyButton busy={busy || isBusy} doing="正在做…" onClick={() => start('trial')}>
                试恢复最近一份
              </BusyButton>
            )}
          </p>
        ) : (
          <p className="hint">备份由最上一级的系统管理员来管。</p>
        )}
      </section>
      <section className="sheet" aria-label="做过的备份">
        <h2>做过的</h2>
        {view.runs.length === 0 ? (
          <Empty title="还没有做过备份">到 {view.nightly.at} 会自动做第一份。</Empty>
        ) : (
          <ul className="run-list">
            {view.runs.map((r) => (
              <Run key={r.id} run={r} today={today} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Run(props: { run: BackupRunView; today: string }): ReactNode {
  const { run: r, today } = props;
  const state = STATES[r.state];
  return (
    <li>
      <span className={`tag ${state.tone}`}>{state.name}</span> {formatMoment(r.startedAt, today)}{' '}
      {KINDS[r.kind]}
      <span className="hint">
        {' '}
        {OCCASIONS[r.occasion]}
        {r.bytes !== null && ` · ${formatSize(r.bytes)}`}
        {r.files !== null && ` · ${formatNumber(r.files)} 个文件`}
        {r.kind !== 'trial' && r.state === 'done' && (r.sealed ? ' · 已加密' : ' · 没有加密')}
        {r.folder && ` · ${r.folder}`}
        {r.removed && ' · 已按设置删除'}
      </span>
      {r.found.length > 0 && (
        <div>恢复出来:{r.found.map((f) => `${f.name} ${formatNumber(f.count)}`).join(',')}</div>
      )}
      {r.problem && <div className="problem">{r.problem}</div>}
    </li>
  );
}
