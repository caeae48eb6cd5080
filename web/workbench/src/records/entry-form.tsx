import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Segmented from 'antd/es/segmented';
import { type ReactNode, useEffect, useState } from 'react';
import type { EntryView, Me, SavedEntry, UnitView } from '../../../../contracts/api.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { checkWhileTyping } from '../checks.ts';
import { isBlank, newRequestKey } from '../draft.ts';
import { FileField } from '../files/file-field.tsx';
import { useShortcuts } from '../frame/keys.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { useGo } from '../place.ts';
import { seatOf } from '../seat.ts';
import { TEXT } from '../text.ts';
import { read, sentenceOf } from '../wire.ts';
import { at, EntryFields } from './entry-fields.tsx';
import { FieldRow } from './field-row.tsx';
import { HowItCounts } from './how-it-counts.tsx';
import { useJointUnits } from './joint.tsx';
import { OpeningFields } from './opening-fields.tsx';
import { SavedNote } from './saved-note.tsx';
import { UnitChoice } from './unit-choice.tsx';
import { useDraft } from './use-draft.ts';
import { useSave } from './use-save.ts';

/** Moves to the first control of a field. */
function focusField(id: string): void {
  const place = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(id)}"]`);
  place?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  place?.scrollIntoView({ block: 'center' });
}
const controlOf = (path: string): string =>
  path === 'unitId' ? 'f-unit' : `f-${path.replace(/^data\.(totals\.)?/, '')}`;

export function EntryForm(props: {
  me: Me;
  ledger: Ledger;
  units: readonly UnitView[];
  firstUnit: string;
}): ReactNode {
  const { me, ledger, units } = props;
  const go = useGo();
  const { draft, found, kept, change, restart, chooseUnit } = useDraft(
    ledger,
    me.postId,
    props.firstUnit,
    me.today,
  );
  const saving = useSave(ledger, draft, me.today);
  const [last, setLast] = useState<{ saved: SavedEntry | null; note: string }>({
    saved: null,
    note: found ? '接着上次没存的草稿。' : '',
  });
  const [sendingFiles, setSendingFiles] = useState(false);
  const typed = draft.opening ? [] : checkWhileTyping(ledger, draft, me.today);
  const problems = [
    ...typed,
    ...saving.problems.filter((p) => !typed.some((t) => t.field === p.field && t.message === p.message)),
  ];
  const doubtful = problems.filter((p) => p.level === 'soft');
  const setField = (key: string, value: unknown): void => {
    saving.forget(`data.${key}`);
    change({ data: { ...draft.data, [key]: value } });
  };

  const wrong = saving.problems[0]?.field;
  useEffect(() => {
    if (wrong)
      focusField(saving.problems.every((p) => p.level === 'soft') ? 'f-explanation' : controlOf(wrong));
    // The first problem of a new refusal takes the focus, not every change after it.
  }, [wrong, saving.problems]);

  const submit = async (next: boolean): Promise<void> => {
    if (sendingFiles) {
      setLast({ saved: null, note: '附件还在传,传完再按“保存”;不等了,就先按“不传了”。' });
      return;
    }
    const saved = await saving.save();
    if (!saved) return;
    restart(draft.opening ? me.today : draft.day);
    if (!next) {
      go(`/ledgers/${ledger.key}`, {}, { saved });
      return;
    }
    setLast({ saved, note: '' });
    window.scrollTo({ top: 0 });
    requestAnimationFrame(() => focusField(`f-${ledger.fields[0]?.key ?? 'day'}`));
  };
  const likeLast = async (): Promise<void> => {
    try {
      const { entry } = await read<{ entry: EntryView | null }>(`/ledgers/${ledger.key}/last`, {
        unit: draft.unitId,
      });
      if (!entry || entry.opening) {
        setLast({ saved: null, note: '这个组织还没有记过,没有上次可以照。' });
        return;
      }
      const dates = new Set(ledger.fields.filter((f) => f.type === 'date').map((f) => f.key));
      const before = Object.fromEntries(Object.entries(entry.data).filter(([k]) => !dates.has(k)));
      const own = Object.fromEntries(Object.entries(draft.data).filter(([, v]) => v !== null && v !== ''));
      change({ data: { ...before, ...own } });
      setLast({ saved: null, note: `照「${entry.title}」(${entry.day})填好了,日期没有动;请核对人数再存。` });
    } catch (error) {
      setLast({ saved: null, note: sentenceOf(error) });
    }
  };
  useShortcuts({ saveNext: () => void submit(true) });
  const needsWhy = doubtful.length > 0 || draft.explanation !== '';
  return (
    <div className="entry-sheet">
      <form
        className="sheet"
        aria-label={`${ledger.name} 记一笔`}
        onSubmit={(e) => {
          e.preventDefault();
          void submit(false);
        }}
      >
        <div className="sheet-head">
          <h1>{ledger.name}</h1>
          <span className="spacer" />
          {!isBlank(draft) && (
            <Button type="text" onClick={() => restart(me.today)}>
              清空重填
            </Button>
          )}
          <Button onClick={() => void likeLast()} disabled={draft.opening !== null}>
            照上次
          </Button>
        </div>
        <p className="hint">{ledger.about}</p>
        {last.saved && <SavedNote saved={last.saved} close={() => setLast({ saved: null, note: '' })} />}
        {last.note && (
          <p className="note" role="status">
            <span className="sign info">i</span> {last.note}
          </p>
        )}
        <Segmented
          className="entry-kind"
          aria-label="记什么"
          value={draft.opening ? 'opening' : 'line'}
          options={[
            { value: 'line', label: '记一笔' },
            { value: 'opening', label: '记期初数' },
          ]}
          onChange={(v) => {
            saving.clear();
            change(
              v === 'opening'
                ? { opening: 'covers', day: `${me.today.slice(0, 4)}-01-01` }
                : { opening: null, until: null, day: me.today },
            );
          }}
        />
        {units.length > 1 && (
          <FieldRow
            id="f-unit"
            label="哪个组织"
            required
            problems={[...at(problems, 'unit'), ...at(problems, 'unitId')]}
            help={
              [me.unit.id, seatOf(me)].includes(draft.unitId)
                ? undefined
                : '替下级代录:这一行是它的,算在它名下。'
            }
          >
            <UnitChoice units={units} value={draft.unitId} onChange={chooseUnit} />
          </FieldRow>
        )}
        {units.length === 1 &&
          at(problems, 'unit').map((p) => (
            <p key={p.message} className="problem">
              {p.message}
            </p>
          ))}
        {draft.opening ? (
          <OpeningFields ledger={ledger} draft={draft} today={me.today} problems={problems} change={change} />
        ) : (
          <>
            <EntryFields
              ledger={ledger}
              day={draft.day}
              data={draft.data}
              today={me.today}
              problems={problems}
              prefix="f"
              setDay={(day) => {
                saving.forget('day');
                change({ day });
              }}
              setField={setField}
            />
            <FieldRow
              id="f-joint"
              label="合办的组织"
              help="两家合办只由牵头的一家记,在这里写上另一家,只算一次;另一家在自己的列表里看得到。"
              problems={at(problems, 'joint')}
            >
              <UnitPicker
                id="f-joint"
                label="合办的组织"
                many
                useSearch={useJointUnits}
                known={units}
                allow={(u) => u.id !== draft.unitId}
                value={draft.joint}
                onChange={(joint) => change({ joint })}
                placeholder="没有就不填"
              />
            </FieldRow>
            <FieldRow
              id="f-files"
              label="附件"
              help="现场照片、签到表的 PDF。照片会自动缩小,并去掉拍摄的位置;也可以拖进来、粘贴进来。"
            >
              <FileField
                // After a save the next line begins with nothing on its way.
                key={draft.requestKey}
                unitId={draft.unitId}
                ledger={ledger.key}
                value={draft.files ?? []}
                change={(next) => change((before) => ({ files: next(before.files ?? []) }))}
                setBusy={setSendingFiles}
              />
            </FieldRow>
          </>
        )}
        {needsWhy && (
          <FieldRow
            id="f-explanation"
            label="说明"
            required={doubtful.length > 0}
            help={
              draft.opening && doubtful.length === 0
                ? '这个合计从哪里来的,以后好查。'
                : '上面有不寻常的数。确实如此,请写一句为什么;写错了,直接改数。'
            }
            problems={at(problems, 'explanation')}
          >
            <Input.TextArea
              id="f-explanation"
              autoSize={{ minRows: 2 }}
              maxLength={500}
              value={draft.explanation}
              onChange={(e) => change({ explanation: e.target.value })}
            />
          </FieldRow>
        )}
        <div className="sheet-foot">
          {saving.refusal && (
            <div className="refusal" role="alert">
              <p>
                <span className="sign late">✗</span> {saving.refusal.text}
              </p>
              {saving.refusal.kind === 'again' && (
                <p className="hint">可以放心再按“保存”:同一笔只会记一次。</p>
              )}
              {saving.refusal.kind === 'reused' && (
                <>
                  <Button onClick={() => go(`/ledgers/${ledger.key}`)}>到列表里找它</Button>{' '}
                  <Button
                    onClick={() => {
                      restart(draft.day);
                      change({ ...draft, requestKey: newRequestKey() });
                      saving.clear();
                    }}
                  >
                    这是另一笔
                  </Button>
                </>
              )}
            </div>
          )}
          <BusyButton type="primary" htmlType="submit" size="large" busy={saving.busy} doing="正在保存…">
            {TEXT.save}
          </BusyButton>
          <Button size="large" onClick={() => void submit(true)} aria-keyshortcuts="Control+Enter">
            {TEXT.saveNext} <kbd>Ctrl Enter</kbd>
          </Button>
          <span className="hint draft-state" aria-live="polite">
            {!kept
              ? '浏览器存不下草稿了,请尽快保存。'
              : isBlank(draft)
                ? ''
                : ledger.privacy === 'case'
                  ? '没存前请别关这一页。'
                  : '草稿已留着'}
          </span>
        </div>
      </form>
      <HowItCounts ledger={ledger} />
    </div>
  );
}
