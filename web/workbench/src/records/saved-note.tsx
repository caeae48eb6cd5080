import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import type { SavedEntry } from '../../../../contracts/api.ts';
import { useDoors } from '../place.ts';

/** After saving: where the line counts (已计入). */
export function SavedNote(props: { saved: SavedEntry; close?: () => void }): ReactNode {
  const { openEntry } = useDoors();
  const { entry, counted } = props.saved;
  return (
    <div className="saved-note" role="status">
      <p>
        <span className="sign done">✓</span> 已存下:<strong>{entry.title || '这一笔'}</strong>
        <Button type="link" size="small" onClick={() => openEntry(entry.id)}>
          看这一行
        </Button>
      </p>
      {counted.length > 0 && <p className="counted">已计入:{counted.join('、')}</p>}
      {props.close && (
        <Button type="text" size="small" className="note-close" aria-label="收起" onClick={props.close}>
          ×
        </Button>
      )}
    </div>
  );
}
