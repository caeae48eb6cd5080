import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import Select from 'antd/es/select';
import { type ReactNode, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { PersonView, PostView } from '../../../../contracts/api-people.ts';
import { REASONS_TO_LEAVE } from '../../../../contracts/api-people-fields.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { useUnit } from '../queries.ts';
import { seatOf } from '../seat.ts';
import { TEXT } from '../text.ts';
import { send } from '../wire.ts';
import {
  type FieldSpec,
  Fields,
  PERSON_FIELDS,
  POST_FIELDS,
  type Typed,
  toBody,
  toTyped,
} from './fields.tsx';
import { useLibraries } from './queries.ts';
import { useForm } from './use-form.ts';

/** What may be done with a person's file; each act is one drawer with one button. */
export type Act =
  | { readonly kind: 'correct' }
  | { readonly kind: 'add-post' }
  | { readonly kind: 'library' }
  | { readonly kind: 'correct-post' | 'end' | 'move' | 'ask'; readonly post: PostView };

const OPEN_PERSON = PERSON_FIELDS.filter((f) => f.key !== 'phone' && f.key !== 'idNumber');
const SEALED = PERSON_FIELDS.filter((f) => f.key === 'phone' || f.key === 'idNumber').map((f) => ({
  ...f,
  help: '不改就空着。',
}));
const REASON: FieldSpec = { key: 'reason', label: '为什么更正', required: true, placeholder: '如 核对档案' };
const LEAVE: readonly FieldSpec[] = [
  { key: 'day', label: '从哪天起不再任', kind: 'day', required: true },
  {
    key: 'reason',
    label: '原因',
    kind: 'choice',
    required: true,
    options: REASONS_TO_LEAVE.map((r) => ({ value: r, label: r })),
  },
  { key: 'document', label: '文件', placeholder: '如 ×组〔2026〕8号' },
];
const ASK: readonly FieldSpec[] = [
  { key: 'day', label: '打算哪天调', kind: 'day', required: true, ahead: true },
  { key: 'reason', label: '为什么要调动', required: true },
  { key: 'toTitle', label: '调去任什么职务', placeholder: '离开妇联的可以不填' },
  { key: 'document', label: '文件' },
];
const LIBRARY: readonly FieldSpec[] = [
  { key: 'speciality', label: '专长' },
  { key: 'recommendedBy', label: '谁推荐的' },
  { key: 'from', label: '入库日期', kind: 'day', required: true },
];
const MOVE_POST = POST_FIELDS.filter((f) => f.key !== 'from');

const TITLES: Readonly<Record<Act['kind'], string>> = {
  correct: '更正人员信息',
  'add-post': '加一个职务',
  library: '加入人才库',
  'correct-post': '更正职务',
  end: '登记离任',
  move: '办理调动',
  ask: '征求上级妇联意见',
};

export function ActDrawer(props: {
  act: Act;
  person: PersonView;
  me: Me;
  today: string;
  close: () => void;
}): ReactNode {
  return (
    <Drawer open title={`${props.person.name}:${TITLES[props.act.kind]}`} size={520} onClose={props.close}>
      <ActForm {...props} />
    </Drawer>
  );
}

function ActForm(props: {
  act: Act;
  person: PersonView;
  me: Me;
  today: string;
  close: () => void;
}): ReactNode {
  const { act, person, today, close } = props;
  const path = `/people/${person.id}`;
  const own = person.posts.find((p) => p.to === null)?.unitId ?? seatOf(props.me);
  const [unit, setUnit] = useState<string | null>(
    act.kind === 'move' || act.kind === 'ask' ? null : act.kind === 'add-post' ? seatOf(props.me) : own,
  );
  const shown = useUnit(unit ?? seatOf(props.me));
  const [library, setLibrary] = useState('');
  const [second, setSecond] = useState<Typed>({ kind: 'cadre' });
  const form = useForm(firstTyped(act, person, today));
  const done = async (to: string, body: Readonly<Record<string, unknown>>): Promise<void> => {
    await send(to, body);
    close();
  };
  const save = (): void =>
    form.submit(async (requestKey) => {
      const t = form.typed;
      if (act.kind === 'correct') {
        const sealed = toBody(SEALED, t);
        const told = Object.fromEntries(Object.entries(sealed).filter(([, v]) => v !== null));
        await done(`${path}/correct`, {
          requestKey,
          version: person.version,
          ...toBody([...OPEN_PERSON, REASON], t),
          ...told,
        });
      } else if (act.kind === 'add-post') {
        await done(`${path}/posts`, { requestKey, unitId: unit, ...toBody(POST_FIELDS, t) });
      } else if (act.kind === 'library') {
        await done('/people/libraries', {
          requestKey,
          personId: person.id,
          unitId: unit,
          library,
          ...toBody(LIBRARY, t),
        });
      } else if (act.kind === 'ask') {
        await done('/people/transfers', {
          requestKey,
          postId: act.post.id,
          toUnitId: unit,
          ...toBody(ASK, t),
        });
      } else {
        const to = `${path}/posts/${act.post.id}`;
        const base = { requestKey, version: act.post.version };
        // Rank is not asked on this form, so it stays what it is.
        if (act.kind === 'correct-post')
          await done(`${to}/correct`, {
            ...base,
            rank: act.post.rank,
            ...toBody([...POST_FIELDS, REASON], t),
          });
        else if (act.kind === 'end') await done(`${to}/end`, { ...base, ...toBody(LEAVE, t) });
        else
          await done(`${to}/move`, {
            ...base,
            ...toBody(LEAVE, t),
            to: { unitId: unit, ...toBody(MOVE_POST, second) },
          });
      }
    });
  const fields = (of: readonly FieldSpec[]): ReactNode => (
    <Fields
      of={of}
      prefix=""
      typed={form.typed}
      today={today}
      problems={form.problems}
      onChange={form.setTyped}
    />
  );
  const picker = (label: string): ReactNode => (
    <div className="people-field">
      <label htmlFor="act-unit">{label}</label>
      <UnitPicker
        id="act-unit"
        label={label}
        placeholder="名称、代码或拼音首字母"
        known={shown.data ? [shown.data.unit] : [props.me.unit]}
        value={unit}
        onChange={setUnit}
      />
    </div>
  );
  return (
    <form
      className="people-form"
      onSubmit={(e) => {
        e.preventDefault();
        save();
      }}
    >
      {act.kind === 'correct' && fields([...OPEN_PERSON, ...SEALED, REASON])}
      {act.kind === 'add-post' && (
        <>
          {picker('组织')}
          {fields(POST_FIELDS)}
        </>
      )}
      {act.kind === 'library' && (
        <LibraryChoice unit={own} today={today} value={library} onChange={setLibrary} />
      )}
      {act.kind === 'library' && fields(LIBRARY)}
      {act.kind === 'correct-post' && fields([...POST_FIELDS, REASON])}
      {(act.kind === 'end' || act.kind === 'move') && (
        <>
          <p className="note">
            {act.post.unitName} {act.post.title}:
            {act.kind === 'move' ? '在调动那天结束,新的职务从同一天开始。' : '从所填的那天起不再任。'}
            以前的统计不变。
          </p>
          {fields(LEAVE)}
        </>
      )}
      {act.kind === 'move' && (
        <>
          <h2>调去</h2>
          {picker('调去哪个组织')}
          <Fields
            of={MOVE_POST}
            prefix="to."
            typed={second}
            today={today}
            problems={form.problems.filter((p) => p.field.startsWith('to.'))}
            onChange={setSecond}
          />
        </>
      )}
      {act.kind === 'ask' && (
        <>
          <p className="note">
            {act.post.unitName} {act.post.title}
            任期没有满。调动要先征得上一级妇联同意:报上去以后,等上级表示意见,同意了才能办理。
          </p>
          {fields(ASK)}
          {picker('调去哪个组织(离开妇联的可以不选)')}
        </>
      )}
      {form.problem && (
        <p className="problem" role="alert">
          {form.problem}
        </p>
      )}
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={form.busy} doing="正在保存…">
          {act.kind === 'ask' ? '报上一级妇联' : TEXT.save}
        </BusyButton>
        <Button onClick={close}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}

function LibraryChoice(props: {
  unit: string;
  today: string;
  value: string;
  onChange: (library: string) => void;
}): ReactNode {
  const of = useLibraries({ unit: props.unit, day: props.today, library: null });
  return (
    <div className="people-field">
      <label htmlFor="act-library">哪个人才库</label>
      <Select
        id="act-library"
        aria-label="哪个人才库"
        placeholder="请选"
        options={(of.data?.names ?? []).map((n) => ({ value: n, label: n }))}
        value={props.value === '' ? null : props.value}
        onChange={(v: string | null) => props.onChange(v ?? '')}
      />
    </div>
  );
}

function firstTyped(act: Act, person: PersonView, today: string): Typed {
  if (act.kind === 'correct') return toTyped(OPEN_PERSON, person);
  if (act.kind === 'correct-post') return toTyped(POST_FIELDS, act.post);
  if (act.kind === 'add-post') return { kind: 'cadre' };
  if (act.kind === 'library') return { from: today };
  return { day: today, reason: act.kind === 'ask' ? '' : '调动' };
}
