import { type ReactNode, useRef, useState } from 'react';
import { BusyButton } from './busy-button.tsx';

/** One table, dropped here or chosen. */
export function DropFile(props: {
  busy: boolean;
  take: (file: File) => void;
  invite: string;
  hint: string;
}): ReactNode {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined): void => {
    if (file && !props.busy) props.take(file);
  };
  return (
    <section
      className={`drop ${over ? 'over' : ''}`}
      aria-label="把文件拖到这里"
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        take(e.dataTransfer.files[0]);
      }}
    >
      <p>{props.invite}</p>
      <BusyButton
        type="primary"
        size="large"
        busy={props.busy}
        doing="正在读文件…"
        onClick={() => input.current?.click()}
      >
        选文件
      </BusyButton>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.csv"
        aria-label="选文件"
        onChange={(e) => {
          take(e.target.files?.[0]);
          // The same file may be chosen again after it was mended.
          e.target.value = '';
        }}
      />
      <p className="hint">{props.hint}</p>
    </section>
  );
}
