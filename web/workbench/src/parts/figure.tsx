import type { ReactNode } from 'react';
import type { Door } from '../door.ts';
import { formatNumber, NONE } from '../format.ts';
import { useDoors } from '../place.ts';
import { TEXT } from '../text.ts';

/** A figure is a door (每个数字都能点开): dotted underline; click or Enter opens its lines. Not reported is “—”, never 0. */
export function Figure(props: {
  door: Door;
  value: number | null;
  unitWord?: string;
  label?: string;
  className?: string;
  /** What stands in its place where a count of cases is not told. */
  hidden?: string | undefined;
}): ReactNode {
  const { openFigure } = useDoors();
  const shown = formatNumber(props.value);
  const spoken =
    props.hidden ?? (props.value === null ? TEXT.notReported : `${shown}${props.unitWord ?? ''}`);
  return (
    <button
      type="button"
      className={`door ${props.className ?? ''}`}
      aria-label={props.label ? `${props.label} ${spoken}` : spoken}
      title={
        props.hidden
          ? TEXT.whyHidden
          : props.value === null
            ? '还没有上报;点开看谁报了、谁没报'
            : '点开看是哪几行'
      }
      onClick={(event) => {
        event.stopPropagation();
        openFigure(props.door);
      }}
    >
      <Digits
        value={props.value}
        hidden={props.hidden}
        {...(props.unitWord ? { unitWord: props.unitWord } : {})}
      />
    </button>
  );
}

/** Figure with its unit word smaller and lighter. */
export function Digits(props: {
  value: number | null;
  unitWord?: string;
  hidden?: string | undefined;
}): ReactNode {
  if (props.hidden) return <span className="digits hidden-count">{props.hidden}</span>;
  return (
    <span className="digits">
      {formatNumber(props.value)}
      {props.unitWord && formatNumber(props.value) !== NONE && (
        <span className="unit-word">{props.unitWord}</span>
      )}
    </span>
  );
}
