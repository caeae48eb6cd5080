import Button from 'antd/es/button';
import Modal from 'antd/es/modal';
import { type ReactNode, useEffect, useState } from 'react';
import type { AttachmentView } from '../../../../contracts/api-files.ts';
import { formatMoment } from '../format.ts';
import { fileAddress } from './address.ts';
import { sizeWords } from './prepare.ts';

/** One photo at a time, large; ← and → walk, Esc closes. */
export function Viewer(props: {
  all: readonly AttachmentView[];
  first: string;
  today: string;
  /** Where its bytes are; an attachment of a line unless told. */
  address?: (id: string, show: boolean) => string;
  close: () => void;
}): ReactNode {
  const { all, address = fileAddress } = props;
  const [place, setPlace] = useState(() =>
    Math.max(
      0,
      all.findIndex((a) => a.id === props.first),
    ),
  );
  const walk = (by: number): void => setPlace((p) => (p + by + all.length) % all.length);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      event.preventDefault();
      setPlace((p) => (p + (event.key === 'ArrowRight' ? 1 : -1) + all.length) % all.length);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [all.length]);
  const shown = all[place];
  if (!shown) return null;
  return (
    <Modal
      open
      centered
      width="min(1180px, 96vw)"
      className="viewer"
      title={shown.name}
      onCancel={props.close}
      footer={
        <div className="viewer-foot">
          {all.length > 1 && (
            <>
              <Button onClick={() => walk(-1)} aria-keyshortcuts="ArrowLeft">
                ‹ 上一张
              </Button>
              <span aria-live="polite">
                {place + 1} / {all.length}
              </span>
              <Button onClick={() => walk(1)} aria-keyshortcuts="ArrowRight">
                下一张 ›
              </Button>
            </>
          )}
          <span className="hint viewer-facts">
            {shown.by && `${shown.by} · `}
            {formatMoment(shown.at, props.today)}传 · {sizeWords(shown.bytes)} · 校验码{' '}
            {shown.sha256.slice(0, 12)}
          </span>
          <a className="ant-btn" href={address(shown.id, false)} download>
            下载
          </a>
        </div>
      }
    >
      <img className="viewer-picture" src={address(shown.id, true)} alt={shown.name} />
    </Modal>
  );
}
