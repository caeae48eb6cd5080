import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { EntryView } from '../../../../contracts/api.ts';
import type { AttachmentList, AttachmentView } from '../../../../contracts/api-files.ts';
import { formatMoment } from '../format.ts';
import { Failed } from '../parts/states.tsx';
import { queryClient } from '../queries.ts';
import { read, send, sentenceOf } from '../wire.ts';
import { fileAddress } from './address.ts';
import { ChooseFiles, filesOf } from './choose-files.tsx';
import { ComingList } from './coming-list.tsx';
import { sizeWords } from './prepare.ts';
import { useUploads } from './use-uploads.ts';
import '../styles/files.css';

const Viewer = lazy(async () => ({ default: (await import('./viewer.tsx')).Viewer }));

const useAttachments = (entryId: string): UseQueryResult<AttachmentList> =>
  useQuery({
    queryKey: ['attachments', entryId],
    queryFn: ({ signal }) => read<AttachmentList>(`/entries/${entryId}/attachments`, {}, signal),
  });

const refresh = (entryId: string): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: (q) => q.queryKey[0] === 'attachment-counts' || q.queryKey[1] === entryId,
  });

/** The attachments of a line: thumbnails, a viewer, adding, withdrawing and putting back. */
export function Attachments(props: { entry: EntryView; today: string }): ReactNode {
  const list = useAttachments(props.entry.id);
  if (list.isError) return <Failed error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return null;
  const { attachments, may } = list.data;
  if (attachments.length === 0 && !may.includes('add')) return null;
  return <Sheet entry={props.entry} today={props.today} attachments={attachments} may={may} />;
}

function Sheet(props: {
  entry: EntryView;
  today: string;
  attachments: readonly AttachmentView[];
  may: readonly string[];
}): ReactNode {
  const { entry, may } = props;
  const kept = props.attachments.filter((a) => a.state === 'kept');
  const withdrawn = props.attachments.filter((a) => a.state === 'withdrawn');
  const [opened, setOpened] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const uploads = useUploads({
    to: { unitId: entry.unit.id, ledger: entry.ledger, entryId: entry.id },
    there: kept.length,
    arrived: () => void refresh(entry.id),
  });
  return (
    <section
      className="attachments"
      aria-label="附件"
      onDragOver={(e) => may.includes('add') && e.preventDefault()}
      onDrop={(e) => {
        if (!may.includes('add')) return;
        e.preventDefault();
        uploads.add(filesOf(e.dataTransfer));
      }}
    >
      <div className="lines-head">
        <h3>附件{kept.length > 0 && <span className="hint"> {kept.length} 个</span>}</h3>
        {may.includes('add') && (
          <span className="no-print">
            <ChooseFiles label="加照片或 PDF" disabled={uploads.full} add={uploads.add} />
          </span>
        )}
      </div>
      {kept.length > 0 && (
        <ul className="thumbs">
          {kept.map((a) => (
            <li key={a.id}>
              <Thumb attachment={a} open={() => setOpened(a.id)} />
              <span className="thumb-name" title={a.name}>
                {a.name}
              </span>
              <span className="hint">{sizeWords(a.bytes)}</span>
              {may.includes('withdraw') && (
                <Button
                  size="small"
                  type="text"
                  className="no-print"
                  aria-label={`撤下 ${a.name}`}
                  onClick={() => setAsked(a.id)}
                >
                  撤下
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {kept.length === 0 && uploads.coming.length === 0 && (
        <p className="hint">还没有附件。现场照片、签到表的 PDF,以后核对数字时用得上。</p>
      )}
      <ComingList coming={uploads.coming} remove={uploads.remove} />
      {asked && (
        <WhyForm
          key={asked}
          id={asked}
          entryId={entry.id}
          deed="withdraw"
          say="撤下后别人看不到它,但不会删掉,可以恢复。"
          done={() => setAsked(null)}
        />
      )}
      {withdrawn.length > 0 && (
        <Withdrawn
          all={withdrawn}
          entryId={entry.id}
          today={props.today}
          mayRestore={may.includes('withdraw')}
        />
      )}
      {opened && (
        <Suspense fallback={null}>
          <Viewer
            all={kept.filter((a) => a.kind !== 'application/pdf')}
            first={opened}
            today={props.today}
            close={() => setOpened(null)}
          />
        </Suspense>
      )}
    </section>
  );
}

function Thumb(props: { attachment: AttachmentView; open: () => void }): ReactNode {
  const { attachment: a } = props;
  if (a.kind === 'application/pdf')
    return (
      <a className="thumb pdf" href={fileAddress(a.id, false)} download aria-label={`下载 ${a.name}`}>
        PDF
      </a>
    );
  return (
    <button type="button" className="thumb-door" aria-label={`看 ${a.name}`} onClick={props.open}>
      <img className="thumb" src={fileAddress(a.id, true)} alt="" loading="lazy" />
    </button>
  );
}

function WhyForm(props: {
  id: string;
  entryId: string;
  deed: 'withdraw' | 'restore';
  say: string;
  done: () => void;
}): ReactNode {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const act = async (): Promise<void> => {
    if (reason.trim() === '') return setProblem('请写一句原因。');
    try {
      await send(`/attachments/${props.id}/${props.deed}`, { reason: reason.trim() });
      await refresh(props.entryId);
      props.done();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  const name = props.deed === 'withdraw' ? '撤下' : '恢复';
  return (
    <div className="reason-form">
      <p>{props.say}</p>
      <label htmlFor="file-reason">{name}的原因</label>
      <Input
        id="file-reason"
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
        onPressEnter={() => void act()}
      />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <Button type="primary" onClick={() => void act()}>
          确定{name}
        </Button>
        <Button onClick={props.done}>取消</Button>
      </p>
    </div>
  );
}

function Withdrawn(props: {
  all: readonly AttachmentView[];
  entryId: string;
  today: string;
  mayRestore: boolean;
}): ReactNode {
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <details className="withdrawn-files no-print">
      <summary>已撤下 {props.all.length} 个</summary>
      <ul>
        {props.all.map((a) => (
          <li key={a.id}>
            <del>{a.name}</del> <span className="hint">{formatMoment(a.at, props.today)} 传的</span>
            {a.reason && <span>,撤下原因:{a.reason}</span>}
            {props.mayRestore && (
              <Button size="small" type="link" onClick={() => setAsked(a.id)}>
                恢复
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <WhyForm
          key={asked}
          id={asked}
          entryId={props.entryId}
          deed="restore"
          say="恢复后又和这条记录在一起。"
          done={() => setAsked(null)}
        />
      )}
    </details>
  );
}
