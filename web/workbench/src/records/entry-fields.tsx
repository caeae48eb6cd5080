import type { ReactNode } from 'react';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { DayField } from '../parts/day-field.tsx';
import type { Problem } from '../wire.ts';
import { FieldInput, isGroup } from './field-input.tsx';
import { FieldRow } from './field-row.tsx';

/** The problems that belong to one field path, wherever they come from. */
export const at = (problems: readonly Problem[], field: string): Problem[] =>
  problems.filter((p) => p.field === field);

/** Day and fields of a ledger, in the order in which people say them aloud. */
export function EntryFields(props: {
  ledger: Ledger;
  day: string;
  data: Readonly<Record<string, unknown>>;
  today: string;
  problems: readonly Problem[];
  prefix: string;
  setDay: (day: string) => void;
  setField: (key: string, value: unknown) => void;
}): ReactNode {
  const { ledger, problems, prefix } = props;
  const dayProblems = at(problems, 'day');
  return (
    <>
      <FieldRow id={`${prefix}-day`} label={ledger.dayLabel} required problems={dayProblems}>
        <DayField
          id={`${prefix}-day`}
          value={props.day}
          today={props.today}
          invalid={dayProblems.length > 0}
          describedBy={`${prefix}-day-say`}
          onChange={props.setDay}
        />
      </FieldRow>
      {ledger.fields.map((field) => {
        const id = `${prefix}-${field.key}`;
        const mine = at(problems, `data.${field.key}`);
        return (
          <FieldRow
            key={field.key}
            id={id}
            label={field.label}
            required={field.required ?? false}
            help={field.help}
            problems={mine}
            group={isGroup(field)}
          >
            <FieldInput
              id={id}
              field={field}
              value={props.data[field.key]}
              today={props.today}
              invalid={mine.some((p) => p.level !== 'soft')}
              onChange={(value) => props.setField(field.key, value)}
            />
          </FieldRow>
        );
      })}
    </>
  );
}
