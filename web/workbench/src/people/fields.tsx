import Input from 'antd/es/input';
import Select from 'antd/es/select';
import type { ReactNode } from 'react';
import {
  ESTABLISHMENT,
  FULLTIME,
  PARTY,
  POST_KINDS,
  SCHOOLING,
} from '../../../../contracts/api-people-fields.ts';
import { DayField } from '../parts/day-field.tsx';
import { CLEAR } from '../signs.tsx';
import { isWireError, type Problem } from '../wire.ts';

/** Typed fields of a form as text; the server reads them, and says by field what is wrong. */
export type Typed = Readonly<Record<string, string>>;
export interface FieldSpec {
  readonly key: string;
  readonly label: string;
  readonly kind?: 'text' | 'day' | 'number' | 'choice';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly help?: string;
  readonly required?: boolean;
  readonly placeholder?: string;
  /** Days that have not come may be told: the end of a term. */
  readonly ahead?: boolean;
}
const words = (of: readonly string[]): { value: string; label: string }[] =>
  of.map((w) => ({ value: w, label: w }));
const keyed = (of: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(of).map(([value, label]) => ({ value, label }));

export const PERSON_FIELDS: readonly FieldSpec[] = [
  { key: 'name', label: '姓名', required: true },
  { key: 'sex', label: '性别', kind: 'choice', options: words(['女', '男']) },
  { key: 'birthMonth', label: '出生年月', placeholder: '1985-03' },
  { key: 'ethnic', label: '民族', placeholder: '汉族' },
  { key: 'schooling', label: '文化程度', kind: 'choice', options: words(SCHOOLING) },
  { key: 'party', label: '政治面貌', kind: 'choice', options: words(PARTY) },
  { key: 'establishment', label: '编制', kind: 'choice', options: words(ESTABLISHMENT) },
  { key: 'rank', label: '职级', placeholder: '如 副科级' },
  { key: 'womenSince', label: '从事妇女工作起', kind: 'day' },
  { key: 'phone', label: '电话', help: '加密保存,列表里不显示。' },
  { key: 'idNumber', label: '身份证号', help: '加密保存,用来认出同一个人,每次查看都有记录。' },
  { key: 'note', label: '备注' },
];
export const POST_FIELDS: readonly FieldSpec[] = [
  { key: 'title', label: '职务', required: true, placeholder: '如 妇联主席、妇代会主任' },
  { key: 'kind', label: '身份', kind: 'choice', options: keyed(POST_KINDS) },
  { key: 'from', label: '任职日期', kind: 'day' },
  { key: 'fulltime', label: '专职还是兼职', kind: 'choice', options: keyed(FULLTIME) },
  { key: 'extra', label: '另外兼几个职务', kind: 'number', help: '计生、统计、信访等,妇联职务不算。' },
  { key: 'extraNames', label: '兼的是什么', placeholder: '如 计生、统计' },
  { key: 'share', label: '用在妇联工作的时间(%)', kind: 'number' },
  { key: 'termUntil', label: '任期届满日', kind: 'day', ahead: true, help: '到期前半年会提醒换届。' },
  { key: 'startReason', label: '任职原因', placeholder: '如 选举、任命、调入' },
  { key: 'startDocument', label: '任职文件', placeholder: '如 ×妇〔2026〕3号' },
];

/** One field with its label, its help and what is wrong with it. */
export function Field(props: {
  spec: FieldSpec;
  id: string;
  value: string;
  today: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}): ReactNode {
  const { spec, id, problem } = props;
  const about = problem || spec.help ? `${id}-about` : undefined;
  return (
    <div className="people-field">
      <label htmlFor={id}>
        {spec.label}
        {spec.required && <span className="hint"> 必填</span>}
      </label>
      {spec.kind === 'day' ? (
        <DayField
          id={id}
          label={spec.label}
          value={props.value}
          today={props.today}
          invalid={problem !== undefined}
          describedBy={about}
          onChange={props.onChange}
        />
      ) : spec.kind === 'choice' ? (
        <Select
          id={id}
          allowClear={CLEAR}
          aria-label={spec.label}
          options={[...(spec.options ?? [])]}
          value={props.value === '' ? null : props.value}
          placeholder="请选"
          onChange={(value: string | undefined) => props.onChange(value ?? '')}
        />
      ) : (
        <Input
          id={id}
          value={props.value}
          placeholder={spec.placeholder}
          inputMode={spec.kind === 'number' ? 'numeric' : 'text'}
          autoComplete="off"
          status={problem ? 'error' : ''}
          aria-describedby={about}
          onChange={(e) => props.onChange(e.target.value)}
        />
      )}
      {about && (
        <p id={about} className={problem ? 'problem' : 'hint'}>
          {problem ?? spec.help}
        </p>
      )}
    </div>
  );
}

export function Fields(props: {
  of: readonly FieldSpec[];
  prefix: string;
  typed: Typed;
  today: string;
  problems: readonly Problem[];
  onChange: (typed: Typed) => void;
}): ReactNode {
  return (
    <div className="people-fields">
      {props.of.map((spec) => (
        <Field
          key={spec.key}
          spec={spec}
          id={`${props.prefix}${spec.key}`}
          value={props.typed[spec.key] ?? ''}
          today={props.today}
          problem={
            props.problems.find((p) => p.field === `${props.prefix}${spec.key}` || p.field === spec.key)
              ?.message
          }
          onChange={(value) => props.onChange({ ...props.typed, [spec.key]: value })}
        />
      ))}
    </div>
  );
}

/** What was typed as the server takes it: empty is null, numbers are numbers (or the text itself, for it to refuse). */
export function toBody(of: readonly FieldSpec[], typed: Typed): Record<string, unknown> {
  return Object.fromEntries(
    of.map((spec) => {
      const text = (typed[spec.key] ?? '').trim();
      if (text === '') return [spec.key, spec.key === 'kind' ? 'cadre' : spec.required ? '' : null];
      return [spec.key, spec.kind === 'number' && /^\d+$/.test(text) ? Number(text) : text];
    }),
  );
}
export const toTyped = (of: readonly FieldSpec[], from: object): Typed =>
  Object.fromEntries(of.map((spec) => [spec.key, String((from as Record<string, unknown>)[spec.key] ?? '')]));
export const problemsOf = (error: unknown): readonly Problem[] => (isWireError(error) ? error.problems : []);
