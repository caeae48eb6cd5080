import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import {
  type MatterFileView,
  type MatterPapers,
  MOST_MATTER_FILES,
} from '../../../../../contracts/api-papers-of-matter.ts';
import { ChooseFiles, filesOf } from '../../files/choose-files.tsx';
import { ComingList } from '../../files/coming-list.tsx';
import { sizeWords } from '../../files/prepare.ts';
import { useUploads } from '../../files/use-uploads.ts';
import { formatMoment } from '../../format.ts';
import { Failed } from '../../parts/states.tsx';
import { useAct } from '../../parts/use-act.ts';
import { queryClient } from '../../queries.ts';
import { read, send } from '../../wire.ts';
import { EvidencePart } from './evidence-part.tsx';
import '../../styles/files.css';

const Viewer = lazy(async () => ({ default: (await import('../../files/viewer.tsx')).Viewer }));
const address = (id: string, show: boolean): string => `/api/matter-files/${id}/file${show ? '?show=1' : ''}`;

const usePapers = (matterId: string): UseQueryResult<MatterPapers> =>
  useQuery({
    queryKey: ['matters', 'papers', matterId],
    queryFn: ({ signal }) => read<MatterPapers>(`/matters/${matterId}/papers`, {}, signal),
  });

/** Files of a case (材料) and its evidence packs: who knows the case sees them, who has it in hand adds and takes out. */
export function MatterPapersPanel(props: { matterId: string; today: string }): ReactNode {
  const papers = usePapers(props.matterId);
  if (papers.isError) return <Failed error={papers.error} retry={() => void papers.refetch()} />;
  if (!papers.data) return null;
  return <Panel matterId={props.matterId} today={props.today} papers={papers.data} />;
}

const refresh = (matterId: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['matters', 'papers', matterId] });

function Panel(props: { matterId: string; today: string; papers: MatterPapers }): ReactNode {
  const { matterId, today } = props;
  const { files, packs, may } = props.papers;
  const kept = files.filter((f) => f.state === 'kept');
  const withdrawn = files.filter((f) => f.state === 'withdrawn');
  const [opened, setOpened] = useState<string | null>(null);
  const [asked, setAsked] = useState<MatterFileView | null>(null);
  const mayAdd = may.includes('add');
  const uploads = useUploads({
    to: { matterId },
    there: kept.length,
    most: MOST_MATTER_FILES,
    arrived: () => void refresh(matterId),
  });
  return (
    <section
      className="sheet attachments"
      aria-label="材料"
      onDragOver={(e) => mayAdd && e.preventDefault()}
      onDrop={(e) => {
        if (!mayAdd) return;
        e.preventDefault();
        uploads.add(filesOf(e.dataTransfer));
      }}
    >
      <div className="lines-head">
        <h2>材料{kept.length > 0 && <span className="hint"> {kept.length} 个</span>}</h2>
        {mayAdd && (
          <span className="no-print">
            <ChooseFiles label="加照片或 PDF" disabled={uploads.full} add={uploads.add} />
          </span>
        )}
      </div>
      {kept.length > 0 && (
        <ul className="thumbs">
          {kept.map((f) => (
            <li key={f.id}>
              {f.kind === 'application/pdf' ? (
                <a className="thumb pdf" href={address(f.id, false)} download aria-label={`下载 ${f.name}`}>
                  PDF
                </a>
              ) : (
                <button
                  type="button"
                  className="thumb-door"
                  aria-label={`看 ${f.name}`}
                  onClick={() => setOpened(f.id)}
                >
                  <img className="thumb" src={address(f.id, true)} alt="" loading="lazy" />
                </button>
              )}
              <span className="thumb-name" title={f.name}>
                {f.name}
              </span>
              <span className="hint">
                {sizeWords(f.bytes)} · {f.by} {formatMoment(f.at, today)}
              </span>
              {may.includes('withdraw') && (
                <Button
                  size="small"
                  type="text"
                  className="no-print"
                  aria-label={`撤下 ${f.name}`}
                  onClick={() => setAsked(f)}
                >
                  撤下
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {kept.length === 0 && uploads.coming.length === 0 && (
        <p className="hint">
          还没有材料。伤情照片、报警回执、告诫书、病历可以作证据;加密保存,只有经办的人看得到。
        </p>
      )}
      <ComingList coming={uploads.coming} remove={uploads.remove} />
      {asked && (
        <Why key={asked.id} file={asked} done={() => setAsked(null)} refresh={() => refresh(matterId)} />
      )}
      {withdrawn.length > 0 && (
        <details className="withdrawn-files no-print">
          <summary>已撤下 {withdrawn.length} 个</summary>
          <ul>
            {withdrawn.map((f) => (
              <li key={f.id}>
                <del>{f.name}</del> <span className="hint">{formatMoment(f.at, today)} 传的</span>
                {f.reason && <span>,撤下原因:{f.reason}</span>}
                {may.includes('withdraw') && (
                  <Button size="small" type="link" onClick={() => setAsked(f)}>
                    恢复
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {(may.includes('take-out') || packs.length > 0) && (
        <EvidencePart
          matterId={matterId}
          today={today}
          packs={packs}
          mayTake={may.includes('take-out')}
          // Who took it out stands among those who looked, too.
          taken={() => queryClient.invalidateQueries({ queryKey: ['matters'] })}
        />
      )}
      {opened && (
        <Suspense fallback={null}>
          <Viewer
            all={kept
              .filter((f) => f.kind !== 'application/pdf')
              .map((f) => ({ ...f, width: null, height: null }))}
            first={opened}
            today={today}
            address={address}
            close={() => setOpened(null)}
          />
        </Suspense>
      )}
    </section>
  );
}

function Why(props: { file: MatterFileView; done: () => void; refresh: () => Promise<void> }): ReactNode {
  const { file } = props;
  const [reason, setReason] = useState('');
  const { busy, problem, setProblem, run } = useAct();
  const deed = file.state === 'kept' ? 'withdraw' : 'restore';
  const name = deed === 'withdraw' ? '撤下' : '恢复';
  const act = (): void => {
    if (reason.trim() === '') {
      setProblem('请写一句原因。');
      return;
    }
    void run(async () => {
      await send(`/matter-files/${file.id}/${deed}`, { reason: reason.trim() });
      await props.refresh();
      props.done();
    });
  };
  return (
    <div className="reason-form">
      <label htmlFor="paper-reason">
        {name}「{file.name}」的原因
      </label>
      <Input
        id="paper-reason"
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
        onPressEnter={act}
      />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <Button type="primary" loading={busy} onClick={act}>
          确定{name}
        </Button>
        <Button onClick={props.done}>取消</Button>
      </p>
    </div>
  );
}
