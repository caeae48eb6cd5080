import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { CalendarView } from '../../../../contracts/api-settings.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { refreshAll } from '../queries.ts';
import { TEXT } from '../text.ts';
import { isWireError, send } from '../wire.ts';
import { linesOf, readDays } from './day-lines.ts';

/** The holidays of a year, pasted or typed one a line: for the whole house, or what her own place adds. */
export function CalendarForm(props: {
  view: CalendarView;
  of: 'house' | 'local';
  close: () => void;
}): ReactNode {
  const { view, of, close } = props;
  const known = of === 'house' ? view : view.local.find((_, i) => i === view.local.length - 1);
  const own = of === 'local' && view.newest.local === null ? undefined : known;
  const [off, setOff] = useState(linesOf(own?.off ?? []));
  const [work, setWork] = useState(linesOf(own?.work ?? []));
  const [source, setSource] = useState(
    of === 'house' && view.newest.house === null ? '' : (own?.source ?? ''),
  );
  const { busy, problem, setProblem, run } = useAct();
  const save = (): void => {
    const [offDays, workDays] = [readDays(off, view.year), readDays(work, view.year)];
    const wrong = [...offDays.wrong, ...workDays.wrong];
    if (wrong.length > 0) {
      setProblem(`读不懂这几行:${wrong.slice(0, 3).join(';')}。每行写一天,如“10-1 国庆节”。`);
      return;
    }
    void run(async () => {
      try {
        await send(`/calendar/${of}`, {
          year: view.year,
          off: offDays.days,
          work: workDays.days,
          source,
          seen: view.newest[of],
        });
      } catch (error) {
        if (isWireError(error) && error.problems.length > 0) {
          setProblem(error.problems.map((p) => p.message).join(''));
          return;
        }
        throw error;
      }
      await refreshAll();
      close();
    });
  };
  return (
    <form
      className="setting-form"
      aria-label={of === 'house' ? `录入 ${view.year} 年放假安排` : `录入 ${view.year} 年本地节假日`}
      onSubmit={(e) => {
        e.preventDefault();
        save();
      }}
    >
      <label htmlFor="days-off">放假的日子</label>
      <span className="day-list">
        <Input.TextArea
          id="days-off"
          value={off}
          placeholder={'1-1 元旦\n1-2 元旦'}
          onChange={(e) => setOff(e.target.value)}
        />
      </span>
      <label htmlFor="days-work">周末调休上班</label>
      <span className="day-list">
        <Input.TextArea
          id="days-work"
          value={work}
          placeholder="2-14 春节"
          onChange={(e) => setWork(e.target.value)}
        />
      </span>
      <label htmlFor="days-source">依据</label>
      <Input
        id="days-source"
        maxLength={200}
        value={source}
        placeholder="如 国办发明电〔2026〕×号"
        onChange={(e) => setSource(e.target.value)}
      />
      <p className="hint setting-wide">
        每行一天,日期后面写节日的名称。
        {of === 'house' ? '对整个平台有效,代替原来的这一年。' : '只对本组织和下级有效,加在全国的放假安排上。'}
      </p>
      {problem && (
        <p className="problem setting-wide" role="alert">
          {problem}
        </p>
      )}
      <p className="actions setting-wide">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在保存…">
          保存
        </BusyButton>
        <Button onClick={close}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}
