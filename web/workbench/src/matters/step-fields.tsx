import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { evaluate, parseExpression, type Scope } from '../../../../contracts/expression.ts';
import type { Field } from '../../../../contracts/ledger.ts';
import { at } from '../records/entry-fields.tsx';
import { FieldInput, isGroup } from '../records/field-input.tsx';
import { FieldRow } from '../records/field-row.tsx';
import type { Problem } from '../wire.ts';

interface Ask {
  readonly field: string;
  readonly required?: boolean | undefined;
  readonly when?: string | undefined;
}

/** Whether a field is asked, by what was filled in so far; the server looks again. */
const isAsked = (ask: Ask, scope: Readonly<Record<string, unknown>>): boolean =>
  ask.when === undefined || evaluate(parseExpression(ask.when), scope as Scope) === true;

/** The fields that a step asks, in its order. */
export function StepFields(props: {
  fields: readonly Field[];
  asks: readonly Ask[];
  data: Readonly<Record<string, unknown>>;
  /** What the matter says already, for fields that are asked only where it fits. */
  known?: Readonly<Record<string, unknown>>;
  today: string;
  prefix: string;
  problems: readonly Problem[];
  setField: (key: string, value: unknown) => void;
}): ReactNode {
  const scope = { ...props.known, ...props.data };
  return props.asks.map((ask) => {
    if (!isAsked(ask, scope)) return null;
    const field = props.fields.find((f) => f.key === ask.field);
    if (!field) return null;
    const id = `${props.prefix}-${field.key}`;
    const mine = at(props.problems, `data.${field.key}`);
    const required = ask.required ?? false;
    return (
      <FieldRow
        key={field.key}
        id={id}
        label={field.label}
        required={required}
        help={field.help}
        problems={mine}
        group={isGroup(field)}
      >
        {field.key.endsWith('-time') ? (
          <TimeField
            id={id}
            value={props.data[field.key]}
            onChange={(value) => props.setField(field.key, value)}
          />
        ) : (
          <FieldInput
            id={id}
            field={{ ...field, required }}
            value={props.data[field.key]}
            today={props.today}
            invalid={mine.length > 0}
            onChange={(value) => props.setField(field.key, value)}
          />
        )}
      </FieldRow>
    );
  });
}

/** An hour of the day in China; one press writes the present one. */
function TimeField(props: {
  id: string;
  value: unknown;
  onChange: (value: string | null) => void;
}): ReactNode {
  const now = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(11, 16);
  return (
    <span className="time-field">
      <input
        id={props.id}
        type="time"
        className="ant-input"
        aria-describedby={`${props.id}-say`}
        value={typeof props.value === 'string' ? props.value : ''}
        onChange={(e) => props.onChange(e.target.value || null)}
      />
      <Button size="small" onClick={() => props.onChange(now())}>
        现在
      </Button>
    </span>
  );
}

/** What was refused for no field of its own. */
export function OtherProblems(props: {
  problems: readonly Problem[];
  shown: readonly string[];
  said: string;
}): ReactNode {
  const rest = props.problems.filter((p) => !props.shown.includes(p.field));
  if (!props.said && rest.length === 0) return null;
  return (
    <div className="problem" role="alert">
      {rest.length > 0 ? rest.map((p) => <p key={p.message}>{p.message}</p>) : <p>{props.said}</p>}
    </div>
  );
}
