import Button from 'antd/es/button';
import { type ReactNode, useEffect } from 'react';
import type { DraftFile } from '../draft.ts';
import { send } from '../wire.ts';
import { ChooseFiles, filesOf } from './choose-files.tsx';
import { ComingList } from './coming-list.tsx';
import { sizeWords } from './prepare.ts';
import { useUploads } from './use-uploads.ts';
import '../styles/files.css';

/** Attachments of a line that is still being written: they are sent at once and stand with the line when it is saved. */
export function FileField(props: {
  unitId: string;
  ledger: string;
  value: readonly DraftFile[];
  /** Told with a function, since two may arrive before the sheet is drawn again. */
  change: (next: (before: readonly DraftFile[]) => readonly DraftFile[]) => void;
  setBusy: (busy: boolean) => void;
}): ReactNode {
  const { value, change, setBusy } = props;
  const uploads = useUploads({
    to: { unitId: props.unitId, ledger: props.ledger, entryId: null },
    there: value.length,
    arrived: ({ upload }) => {
      const { id, name, bytes, kind } = upload;
      if (kind) change((before) => [...before.filter((f) => f.id !== id), { id, name, bytes, kind }]);
    },
  });
  useEffect(() => setBusy(uploads.busy), [uploads.busy, setBusy]);
  const drop = (id: string): void => {
    change((before) => before.filter((f) => f.id !== id));
    // What cannot be taken back now is swept by the server in a week.
    send(`/uploads/${id}/drop`).catch(() => undefined);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are a second way; the button is the first
    <div
      className="file-field"
      onDragOver={(e) => e.preventDefault()}
      onDrop={(e) => {
        e.preventDefault();
        uploads.add(filesOf(e.dataTransfer));
      }}
      onPaste={(e) => uploads.add(filesOf(e.clipboardData))}
    >
      <ChooseFiles id="f-files" label="加照片或 PDF" disabled={uploads.full} add={uploads.add} />
      {value.length > 0 && (
        <ul className="thumbs" aria-label="已传好的附件">
          {value.map((f) => (
            <li key={f.id}>
              {f.kind === 'application/pdf' ? (
                <span className="thumb pdf">PDF</span>
              ) : (
                <img className="thumb" src={`/api/uploads/${f.id}/file`} alt="" />
              )}
              <span className="thumb-name" title={f.name}>
                {f.name}
              </span>
              <span className="hint">{sizeWords(f.bytes)}</span>
              <Button size="small" type="text" onClick={() => drop(f.id)} aria-label={`去掉 ${f.name}`}>
                去掉
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ComingList coming={uploads.coming} remove={uploads.remove} />
    </div>
  );
}
