import Checkbox from 'antd/es/checkbox';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import Radio from 'antd/es/radio';
import Select from 'antd/es/select';
import { type ReactNode, useState } from 'react';
import type { Me, UnitPage, UnitView } from '../../../../contracts/api.ts';
import type { Level, UnitKind } from '../../../../contracts/ledger.ts';
import { formatDay } from '../format.ts';
import { DayField } from '../parts/day-field.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { isDay } from '../period.ts';
import { useGo } from '../place.ts';
import { refreshAll, useUnit } from '../queries.ts';
import { at } from '../records/entry-fields.tsx';
import { FieldRow } from '../records/field-row.tsx';
import { KIND_NAMES, LEVEL_NAMES, TEXT } from '../text.ts';
import { isWireError, type Problem, send, sentenceOf } from '../wire.ts';
import { ChangeEffect, useChangePreview } from './change-preview.tsx';
import { levelsUnder, sayWhat } from './changes.ts';

export type Change = 'create' | 'rename' | 'move' | 'merge' | 'split' | 'close';

export const CHANGES: readonly { readonly key: Change; readonly name: string }[] = [
  { key: 'create', name: '建立下级' },
  { key: 'rename', name: '更名' },
  { key: 'move', name: '调整隶属' },
  { key: 'merge', name: '合并' },
  { key: 'split', name: '分设' },
  { key: 'close', name: '撤销' },
];

interface Form {
  readonly name: string;
  readonly code: string;
  readonly kind: UnitKind;
  readonly level: Level;
  readonly day: string;
  readonly other: UnitView | null;
  readonly childIds: readonly string[];
  readonly reason: string;
}

/** One change of the tree: what is asked, what will happen in words, then it is done. */
export function UnitChange(props: {
  change: Change;
  page: UnitPage;
  me: Me;
  close: (told?: string) => void;
}): ReactNode {
  const { change, page, me } = props;
  const { unit } = page;
  const go = useGo();
  const levels = levelsUnder(unit.level);
  const [form, setForm] = useState<Form>({
    name: change === 'rename' ? unit.name : '',
    code: '',
    kind: 'federation',
    level: levels[0] ?? unit.level,
    day: me.today,
    other: null,
    childIds: [],
    reason: '',
  });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Form>): void => setForm((f) => ({ ...f, ...part }));
  const title = CHANGES.find((c) => c.key === change)?.name ?? '';

  const lacking = (): Problem[] => {
    const found: Problem[] = [];
    if (!isDay(form.day)) found.push({ field: 'day', message: '日期要写成 2013-05-06 这样。' });
    if (['create', 'rename', 'split'].includes(change) && form.name.trim() === '')
      found.push({ field: 'name', message: '名称还没有填。' });
    if (['create', 'split'].includes(change) && form.code.trim() === '')
      found.push({ field: 'code', message: '代码还没有填。' });
    if (change === 'move' && !form.other) found.push({ field: 'parentId', message: '请选新的上级。' });
    if (change === 'merge' && !form.other) found.push({ field: 'intoId', message: '请选并入哪个组织。' });
    if (change === 'split' && form.childIds.length === 0)
      found.push({ field: 'childIds', message: '请至少选一个带去的下级。' });
    if (change === 'close' && form.reason.trim() === '')
      found.push({ field: 'reason', message: '请写明撤销的原因。' });
    return found;
  };
  const body = (): { path: string; body: unknown } => {
    const day = form.day;
    const [name, code] = [form.name.trim(), form.code.trim()];
    if (change === 'create')
      return {
        path: '/units',
        body: {
          code,
          name,
          kind: form.kind,
          level: form.kind === 'federation' ? form.level : unit.level,
          parentId: unit.id,
          from: day,
        },
      };
    const path = `/units/${unit.id}/${change}`;
    if (change === 'rename') return { path, body: { name, day, ...(code ? { newCode: code } : {}) } };
    if (change === 'move') return { path, body: { parentId: form.other?.id, day } };
    if (change === 'merge') return { path, body: { intoId: form.other?.id, day } };
    if (change === 'split') return { path, body: { code, name, childIds: form.childIds, day } };
    return { path, body: { day, reason: form.reason.trim() } };
  };
  const act = async (): Promise<void> => {
    const found = lacking();
    setProblems(found);
    setRefusal('');
    if (found.length > 0 || busy) return;
    setBusy(true);
    try {
      const wire = body();
      const { unit: changed } = await send<{ unit: UnitView }>(wire.path, wire.body);
      await refreshAll();
      props.close(sayWhat(change, { ...form, unit }));
      if (change === 'create' || change === 'split') go(`/units/${changed.id}`);
    } catch (error) {
      setProblems(isWireError(error) ? error.problems : []);
      setRefusal(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  // Mergers are mostly among sisters: they are offered before anything is typed.
  const beside = useUnit(change === 'merge' ? unit.parentId : null);
  const row = (field: string) => at(problems, field);
  // Why it is closed need not be written before what it does is looked at.
  const isEnough = lacking().every((p) => p.field === 'reason');
  const asked = change === 'create' ? { change } : { change, unitId: unit.id };
  const effect = useChangePreview(isEnough ? { ...asked, ...(body().body as object) } : null);
  const hindered = (effect.preview?.obstacles.length ?? 0) > 0;
  return (
    <Modal
      open
      title={`${title}:${unit.name}`}
      okText={busy ? '正在办…' : title}
      cancelText={TEXT.cancel}
      okButtonProps={{ danger: change === 'close', disabled: hindered }}
      onOk={() => void act()}
      onCancel={() => props.close()}
      width={820}
      className="unit-change"
    >
      {change === 'create' && (
        <FieldRow id="u-kind" label="类别" required group>
          <Radio.Group
            aria-labelledby="u-kind-label"
            value={form.kind}
            options={(Object.keys(KIND_NAMES) as UnitKind[])
              .filter((k) => k !== 'federation' || levels.length > 0)
              .map((k) => ({ value: k, label: KIND_NAMES[k] }))}
            onChange={(e) => set({ kind: e.target.value as UnitKind })}
          />
        </FieldRow>
      )}
      {change === 'create' && form.kind === 'federation' && levels.length > 1 && (
        <FieldRow id="u-level" label="层级" required problems={row('level')}>
          <Select
            id="u-level"
            className="wide"
            value={form.level}
            options={levels.map((l) => ({ value: l, label: LEVEL_NAMES[l] }))}
            onChange={(level) => set({ level })}
          />
        </FieldRow>
      )}
      {['create', 'rename', 'split'].includes(change) && (
        <FieldRow id="u-name" label={change === 'create' ? '名称' : '新名称'} required problems={row('name')}>
          <Input
            id="u-name"
            autoComplete="off"
            maxLength={120}
            value={form.name}
            onChange={(e) => set({ name: e.target.value })}
          />
        </FieldRow>
      )}
      {['create', 'rename', 'split'].includes(change) && (
        <FieldRow
          id="u-code"
          label={change === 'rename' ? '新代码' : '代码'}
          required={change !== 'rename'}
          help={
            change === 'rename' ? '代码没有变就不填。' : '国家区划代码;没有的自己编,只用数字、字母和短横。'
          }
          problems={[...row('code'), ...row('newCode')]}
        >
          <Input
            id="u-code"
            autoComplete="off"
            maxLength={40}
            value={form.code}
            onChange={(e) => set({ code: e.target.value })}
          />
        </FieldRow>
      )}
      {change === 'move' && (
        <FieldRow id="u-parent" label="新的上级" required problems={row('parentId')}>
          <UnitPicker
            id="u-parent"
            label="新的上级"
            known={page.ancestors.slice(-1)}
            allow={(u) => u.id !== unit.id && u.kind === 'federation' && u.to === null}
            value={form.other?.id ?? null}
            onChange={(_, other) => set({ other: other ?? null })}
          />
        </FieldRow>
      )}
      {change === 'merge' && (
        <FieldRow id="u-into" label="并入" required problems={row('intoId')}>
          <UnitPicker
            id="u-into"
            label="并入"
            known={beside.data?.children ?? []}
            allow={(u) => u.id !== unit.id && u.level === unit.level && u.kind === unit.kind && u.to === null}
            value={form.other?.id ?? null}
            onChange={(_, other) => set({ other: other ?? null })}
          />
        </FieldRow>
      )}
      {change === 'split' && (
        <FieldRow id="u-children" label="带去的下级" required group problems={row('childIds')}>
          <Checkbox.Group
            className="child-checks"
            aria-labelledby="u-children-label"
            value={[...form.childIds]}
            options={page.children.map((c) => ({ value: c.id, label: c.name }))}
            onChange={(childIds) => set({ childIds })}
          />
        </FieldRow>
      )}
      <FieldRow id="u-day" label="从哪天起" required problems={row('day')} help="文件上写的生效日期。">
        <DayField
          id="u-day"
          value={form.day}
          today={me.today}
          invalid={row('day').length > 0}
          onChange={(day) => set({ day })}
        />
      </FieldRow>
      {change === 'close' && (
        <FieldRow id="u-reason" label="原因" required problems={row('reason')}>
          <Input.TextArea
            id="u-reason"
            autoSize={{ minRows: 2 }}
            maxLength={500}
            value={form.reason}
            onChange={(e) => set({ reason: e.target.value })}
          />
        </FieldRow>
      )}
      {isEnough ? (
        <ChangeEffect of={effect} />
      ) : (
        <p className="note">
          <span className="sign info">i</span> {isDay(form.day) ? `${formatDay(form.day)}起,` : ''}
          {sayWhat(change, { ...form, unit, future: true })}
        </p>
      )}
      {refusal && (
        <p className="problem" role="alert">
          {refusal}
        </p>
      )}
    </Modal>
  );
}
