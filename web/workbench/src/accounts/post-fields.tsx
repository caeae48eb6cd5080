import Input from 'antd/es/input';
import Select from 'antd/es/select';
import type { ReactNode } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { usePreview, useRoles } from './queries.ts';

export interface PostTyped {
  readonly unitId: string | null;
  readonly role: string | null;
  readonly title: string;
}

/** Unit, role and title of a post, with what its holder would see. */
export function PostFields(props: { me: Me; value: PostTyped; onChange: (v: PostTyped) => void }): ReactNode {
  const { value, onChange } = props;
  const roles = useRoles(value.unitId);
  return (
    <>
      <label htmlFor="post-unit">在哪个组织任职</label>
      <UnitPicker
        id="post-unit"
        label="在哪个组织任职"
        known={[props.me.unit]}
        value={value.unitId}
        onChange={(unitId) => onChange({ ...value, unitId, role: null })}
      />
      <label htmlFor="post-role">角色</label>
      <Select<string | null>
        id="post-role"
        aria-label="角色"
        placeholder={value.unitId ? '请选' : '先选组织'}
        notFoundContent={value.unitId ? '正在取…' : '请先选在哪个组织任职。'}
        value={value.role}
        options={(roles.data ?? []).map((r) => ({ value: r.role, label: r.name }))}
        onChange={(role) => {
          const name = roles.data?.find((r) => r.role === role)?.name ?? '';
          // The usual title of the role, to be made more exact by hand.
          const usual = name.endsWith('妇联干部') ? '干部' : name;
          onChange({ ...value, role, title: value.title === '' ? usual : value.title });
        }}
      />
      <label htmlFor="post-title">职务名称</label>
      <Input
        id="post-title"
        maxLength={60}
        placeholder="如 组织部干部、主席"
        value={value.title}
        onChange={(e) => onChange({ ...value, title: e.target.value })}
      />
      {value.unitId && value.role && <Preview unit={value.unitId} role={value.role} />}
    </>
  );
}

/** What is wrong with a post as it is typed; null when it can be sent. */
export function postProblem(v: PostTyped): string | null {
  if (v.unitId === null) return '在哪个组织任职还没有选。';
  if (v.role === null) return '角色还没有选。';
  return v.title.trim() === '' ? '职务名称还没有填。' : null;
}

/** 她会看到什么: before the post is given, in the words of the office. */
function Preview(props: { unit: string; role: string }): ReactNode {
  const preview = usePreview(props.unit, props.role);
  const p = preview.data;
  if (!p) return null;
  if (p.problem) return <p className="problem">{p.problem}</p>;
  const rows: readonly (readonly [string, string])[] = [
    ['范围', p.scope],
    ['页面', p.pages.join('、')],
    ['台账', p.ledgers.join('')],
    ['可以', p.permissions.join('、')],
    ['不可以', p.notAllowed.join('、')],
    ['登录', p.secondStep],
    ...(p.confirmation ? ([['生效', p.confirmation]] as const) : []),
  ];
  return (
    <section className={`note ${preview.isPlaceholderData ? 'stale' : ''}`} aria-label="她会看到什么">
      <strong>她会看到什么</strong>
      <dl className="preview-list">
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
