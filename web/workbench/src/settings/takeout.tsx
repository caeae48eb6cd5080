import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { TakeoutView } from '../../../../contracts/api-takeout.ts';
import { formatMoment, formatNumber } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Empty, Show } from '../parts/states.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { useAct } from '../parts/use-act.ts';
import { useUnit } from '../queries.ts';
import { seatOf } from '../seat.ts';
import { download, isWireError, send } from '../wire.ts';
import { refreshSettings, useTakeouts } from './queries.ts';
import { formatSize } from './words.ts';

/** 取走数据: everything of a unit and those below it, in formats that any program opens; the data are the office's. */
export function TakeoutPart(props: { me: Me }): ReactNode {
  const { me } = props;
  const takeouts = useTakeouts();
  const [unit, setUnit] = useState<string>(seatOf(me));
  const seat = useUnit(seatOf(me));
  const [reason, setReason] = useState('');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const { busy, problem, setProblem, run } = useAct();
  const underWay = takeouts.data?.takeouts.some(
    (t) => t.mine && (t.state === 'waiting' || t.state === 'running'),
  );
  const start = (): void => {
    if (reason.trim().length < 4) {
      setProblem('为什么取、交给谁,请写一句(四个字以上)。');
      return;
    }
    void run(async () => {
      try {
        await send('/takeouts', { requestKey: key, unitId: unit, reason });
      } catch (error) {
        if (isWireError(error) && error.problems.length > 0) {
          setProblem(error.problems.map((p) => p.message).join(''));
          return;
        }
        throw error;
      }
      // The next request is another one; until then a second click is the first.
      setKey(crypto.randomUUID());
      setReason('');
      await refreshSettings();
    });
  };
  return (
    <>
      <section className="sheet" aria-label="取走数据">
        <p>
          把一个组织和它下级的全部数据打成一个压缩包:每本台账一个 CSV(可用 WPS、Excel
          打开)、附件原件、可整体导入另一套系统的交换格式, 附清单和校验码。
        </p>
        <p className="hint">
          里面有姓名等个人信息,取之前要再确认一次是您本人,并记入审计。压缩包留{' '}
          {takeouts.data?.keepHours ?? 24} 小时,只有您自己能下载。个案台账只含本组织自己经手的。
        </p>
        <form
          className="setting-form"
          aria-label="取走数据"
          onSubmit={(e) => {
            e.preventDefault();
            start();
          }}
        >
          <label htmlFor="takeout-unit">哪个组织</label>
          <UnitPicker
            id="takeout-unit"
            label="哪个组织"
            known={seat.data ? [seat.data.unit] : []}
            value={unit}
            onChange={setUnit}
          />
          <label htmlFor="takeout-reason">为什么取、交给谁</label>
          <Input
            id="takeout-reason"
            maxLength={200}
            value={reason}
            placeholder="如 年度档案移交县档案馆"
            onChange={(e) => setReason(e.target.value)}
          />
          {problem && (
            <p className="problem setting-wide" role="alert">
              {problem}
            </p>
          )}
          <p className="actions setting-wide">
            <BusyButton
              type="primary"
              htmlType="submit"
              busy={busy || underWay === true}
              doing={underWay ? '正在打包…' : '正在开始…'}
            >
              开始打包
            </BusyButton>
          </p>
        </form>
      </section>
      <section className="sheet" aria-label="取过的数据">
        <h2>最近 30 天取过的</h2>
        <Show of={takeouts} rows={3}>
          {(view) =>
            view.takeouts.length === 0 ? (
              <Empty title="还没有取过" />
            ) : (
              <ul className="run-list">
                {view.takeouts.map((t) => (
                  <Package key={t.id} t={t} today={me.today} />
                ))}
              </ul>
            )
          }
        </Show>
      </section>
    </>
  );
}

const STATES = {
  waiting: { tone: 'info', name: '排队' },
  running: { tone: 'soon', name: '正在打包' },
  done: { tone: 'done', name: '做好了' },
  failed: { tone: 'late', name: '没做成' },
  gone: { tone: '', name: '已过期删除' },
} as const;

function Package(props: { t: TakeoutView; today: string }): ReactNode {
  const { t, today } = props;
  const { busy, problem, run } = useAct();
  const fetchIt = (): void =>
    void run(() => download(`/takeouts/${t.id}/file`, {}, `${t.unitName} 全部数据 ${t.at.slice(0, 10)}.zip`));
  const percent = t.total > 0 ? Math.floor((t.done / t.total) * 100) : 0;
  return (
    <li>
      <span className={`tag ${STATES[t.state].tone}`}>{STATES[t.state].name}</span> {t.unitName}
      <span className="hint">
        {' '}
        {formatMoment(t.at, today)} · {t.reason}
        {!t.mine && ' · 别人取的'}
      </span>
      {t.state === 'running' && (
        <div role="status">
          已打包 {percent}%({formatNumber(t.done)} / {formatNumber(t.total)}),可以离开这一页。
        </div>
      )}
      {t.counts.length > 0 && t.state === 'done' && (
        <div>
          {t.counts.map((c) => `${c.name} ${formatNumber(c.count)}`).join(',')}
          {t.bytes !== null && `;压缩包 ${formatSize(t.bytes)}`}
        </div>
      )}
      {t.state === 'done' && t.mine && (
        <div className="actions">
          <BusyButton size="small" busy={busy} doing="正在下载…" onClick={fetchIt}>
            下载
          </BusyButton>
          {t.expiresAt && <span className="hint"> {formatMoment(t.expiresAt, today)} 删除</span>}
        </div>
      )}
      {t.problem && <div className="problem">{t.problem}</div>}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}
