import Button from 'antd/es/button';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Me, UnitView } from '../../../../../contracts/api.ts';
import type { ImportPage, SavedRows } from '../../../../../contracts/api-workbooks.ts';
import type { Ledger } from '../../../../../contracts/ledger.ts';
import { newRequestKey } from '../../draft.ts';
import { formatNumber } from '../../format.ts';
import { useShortcuts } from '../../frame/keys.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Empty, Show } from '../../parts/states.tsx';
import { useAct } from '../../parts/use-act.ts';
import { useHref } from '../../place.ts';
import { refreshAll, useLedger, useUnit } from '../../queries.ts';
import { unitsFor } from '../../records/entry-sheet.tsx';
import { UnitChoice } from '../../records/unit-choice.tsx';
import { seatOf } from '../../seat.ts';
import { read, send } from '../../wire.ts';
import { UndoImport } from '../undo-import.tsx';
import { Grid } from './grid.tsx';
import { columnsOf, MOST_ROWS } from './grid-model.ts';
import { useGrid } from './use-grid.ts';
import '../workbooks.css';
import './grid.css';

/** Many lines on one page (成片录入): typed as in a spreadsheet, or pasted from one; checked as one types, saved together. */
export function GridPage(props: { me: Me }): ReactNode {
  const key = useParams()['ledger'] ?? '';
  const ledger = useLedger(key);
  const seat = useUnit(seatOf(props.me));
  const href = useHref();
  return (
    <Show of={ledger} rows={8}>
      {(definition) => (
        <Show of={seat} rows={8}>
          {(page) => {
            const units = unitsFor(props.me, page, definition);
            return (
              <>
                <nav className="crumbs" aria-label="位置">
                  <Link to={href('/ledgers')}>记录</Link> ›{' '}
                  <Link to={href(`/ledgers/${definition.key}`)}>{definition.name}</Link> › 成片录入
                </nav>
                {units.length === 0 || !props.me.permissions.includes('entry.write') ? (
                  <Empty title={`「${definition.name}」不由您这一级记`}>您可以看、可以核对,不能记。</Empty>
                ) : (
                  <Rows key={`${props.me.postId}/${key}`} me={props.me} ledger={definition} units={units} />
                )}
              </>
            );
          }}
        </Show>
      )}
    </Show>
  );
}

function Rows(props: { me: Me; ledger: Ledger; units: readonly UnitView[] }): ReactNode {
  const { me, ledger, units } = props;
  const [unit, setUnit] = useState(units[0]?.id ?? '');
  const names = useMemo(() => units.map((u) => u.name), [units]);
  const columns = useMemo(() => columnsOf(ledger, names), [ledger, names]);
  const unitId = units.length > 1 ? unit : null;
  const { state, act, verdicts, checking, problem, filled } = useGrid(ledger, me.postId, unitId);
  const saving = useAct();
  // One key for one save: a double click or a lost answer saves once.
  const requestKey = useRef(newRequestKey());
  const [saved, setSaved] = useState<SavedRows['import']>(null);
  const [undoing, setUndoing] = useState<ImportPage | null>(null);
  const judged = filled.map((row) => ({ row, verdict: verdicts.get(row.id) }));
  const fresh = judged.filter(({ row, verdict }) => verdict?.texts === row.texts);
  const count = (kind: string): number => fresh.filter(({ verdict }) => verdict?.state === kind).length;
  const [good, bad, known] = [count('good'), count('bad'), count('known')];
  const waiting = filled.length - fresh.length;
  const save = (): Promise<void> =>
    saving.run(async () => {
      if (filled.length === 0) return;
      const rows = filled.map((r) => ({ n: r.id, texts: r.texts }));
      const done = await send<SavedRows>(`/ledgers/${ledger.key}/rows`, {
        requestKey: requestKey.current,
        unitId,
        rows,
      });
      requestKey.current = newRequestKey();
      const left = new Set(done.left.map((l) => l.n));
      if (done.import) setSaved(done.import);
      const gone = new Set(filled.filter((r) => !left.has(r.id)).map((r) => r.id));
      act({ do: 'remove', ids: gone, saved: true });
      if (done.import) await refreshAll();
      else saving.setProblem('没有可以存的行。标红的格子改好再存。');
    });
  useShortcuts({ saveNext: () => void save() });
  const here = state.rows[state.cursor.row];
  const verdict = here ? verdicts.get(here.id) : undefined;
  const said = verdict && verdict.texts === here?.texts ? verdict.problems : [];
  return (
    <>
      <div className="page-head">
        <h1>成片录入 · {ledger.name}</h1>
        <p className="hint">
          像在 Excel 里一样填;从 Excel 里整片复制,点一个格子,按 <kbd>Ctrl V</kbd> 贴进来(带表头也行)。
        </p>
      </div>
      <section className="sheet grid-sheet" aria-label="成片录入">
        <div className="grid-tools">
          {units.length > 1 && (
            <label className="grid-unit" htmlFor="f-unit">
              没写组织的算在 <UnitChoice units={units} value={unit} onChange={setUnit} />
            </label>
          )}
          <span className="spacer" />
          <Button
            disabled={state.past.length === 0}
            onClick={() => act({ do: 'undo' })}
            title="退回上一步(Ctrl Z)"
          >
            退一步
          </Button>
          <Button disabled={filled.length === 0} onClick={() => act({ do: 'clear' })}>
            清空
          </Button>
        </div>
        {saved && (
          <p className="note" role="status">
            <span className="sign done">✓</span> 已存 {formatNumber(saved.saved)} 行。
            <Button
              type="link"
              size="small"
              onClick={async () => setUndoing(await read<ImportPage>(`/imports/${saved.id}`))}
            >
              撤销这次
            </Button>
          </p>
        )}
        {state.cut > 0 && (
          <p className="refusal" role="alert">
            <span className="sign late">!</span> 一次最多 {formatNumber(MOST_ROWS)} 行,有{' '}
            {formatNumber(state.cut)} 行没有贴进来。行数多请用“从 Excel 导入”。
          </p>
        )}
        <Grid
          label={`${ledger.name} 成片录入`}
          columns={columns}
          rows={state.rows}
          verdicts={verdicts}
          cursor={state.cursor}
          go={(to) => act({ do: 'go', to })}
          write={(row, key, text) => act({ do: 'write', row, key, text })}
          paste={(block) => act({ do: 'paste', block, columns })}
          remove={(id) => act({ do: 'remove', ids: new Set([id]) })}
          undo={() => act({ do: 'undo' })}
        />
        <div className="grid-said" aria-live="polite">
          {said.length > 0 ? (
            said.map((p) => (
              <p key={p.message} className={p.level === 'soft' ? 'doubt' : 'problem'}>
                {p.message.replace(/^第 \d+ 行/, `第 ${state.cursor.row + 1} 行`)}
              </p>
            ))
          ) : verdict?.state === 'known' && verdict.texts === here?.texts ? (
            <p className="hint">台账里已经有一模一样的,不会再存。确实是另一件事,请在「说明」里写一句。</p>
          ) : (
            <p className="hint">
              <kbd>Enter</kbd> 往下,<kbd>Tab</kbd> 往右,<kbd>Ctrl D</kbd> 照上一行,<kbd>Esc</kbd> 离开表格
            </p>
          )}
        </div>
        <div className="sheet-foot">
          {(saving.problem || problem) && (
            <p className="problem grid-problem" role="alert">
              {saving.problem || problem}
            </p>
          )}
          <BusyButton
            type="primary"
            size="large"
            busy={saving.busy}
            doing="正在存…"
            disabled={filled.length === 0}
            onClick={() => void save()}
          >
            {good > 0 && bad + known > 0 ? `存没问题的 ${formatNumber(good)} 行` : '保存'}
          </BusyButton>
          <span className="grid-counts" role="status">
            {filled.length === 0
              ? '还没有填'
              : [
                  `${formatNumber(filled.length)} 行`,
                  waiting > 0 || checking ? '正在核对' : '',
                  bad > 0 ? `${formatNumber(bad)} 行有问题` : '',
                  known > 0 ? `${formatNumber(known)} 行台账里已经有` : '',
                ]
                  .filter((t) => t !== '')
                  .join(' · ')}
          </span>
          {bad > 0 && (
            <Button
              type="link"
              onClick={() => {
                const next = nextBad(state.rows, verdicts, state.cursor.row);
                const col = columns.findIndex((c) => c.key === next?.field);
                if (next) act({ do: 'go', to: { row: next.row, col: Math.max(0, col) } });
              }}
            >
              下一处问题
            </Button>
          )}
        </div>
      </section>
      {undoing && (
        <UndoImport
          view={undoing}
          today={me.today}
          close={() => {
            setUndoing(null);
            setSaved(null);
          }}
        />
      )}
    </>
  );
}

/** The next row with a problem after the cursor, round the grid. */
function nextBad(
  rows: ReturnType<typeof useGrid>['state']['rows'],
  verdicts: ReturnType<typeof useGrid>['verdicts'],
  from: number,
): { row: number; field: string } | null {
  for (let i = 1; i <= rows.length; i += 1) {
    const row = (from + i) % rows.length;
    const verdict = verdicts.get(rows[row]?.id ?? -1);
    if (verdict?.state === 'bad' && verdict.texts === rows[row]?.texts)
      return { row, field: verdict.problems[0]?.field ?? '' };
  }
  return null;
}
