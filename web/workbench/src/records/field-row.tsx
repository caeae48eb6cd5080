import type { ReactNode } from 'react';
import type { Problem } from '../wire.ts';

/** A label, its control, its help and what is wrong with it: every field of every sheet looks alike. */
export function FieldRow(props: {
  id: string;
  label: string;
  required?: boolean;
  help?: string | undefined;
  problems?: readonly Problem[];
  /** The control is a group (radio buttons) and takes its name by aria-labelledby. */
  group?: boolean;
  children: ReactNode;
}): ReactNode {
  const problems = props.problems ?? [];
  return (
    <div
      className={`field-row ${problems.some((p) => p.level !== 'soft') ? 'wrong' : problems.length > 0 ? 'doubtful' : ''}`}
      data-field={props.id}
    >
      {props.group ? (
        <span id={`${props.id}-label`} className={`field-label ${props.required ? 'required' : ''}`}>
          {props.label}
        </span>
      ) : (
        <label htmlFor={props.id} className={`field-label ${props.required ? 'required' : ''}`}>
          {props.label}
        </label>
      )}
      <div className="field-control">
        {props.children}
        <div id={`${props.id}-say`} aria-live="polite">
          {problems.map((p) => (
            <p key={p.message} className={p.level === 'soft' ? 'doubt' : 'problem'}>
              <span aria-hidden>{p.level === 'soft' ? '! ' : '✗ '}</span>
              {p.message}
            </p>
          ))}
          {problems.length === 0 && props.help && <p className="hint">{props.help}</p>}
        </div>
      </div>
    </div>
  );
}
