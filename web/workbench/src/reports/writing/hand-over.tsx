import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import Radio from 'antd/es/radio';
import { type ReactNode, useState } from 'react';
import type { PaperDraft } from '../../../../../contracts/api-papers.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { useAct } from '../../parts/use-act.ts';
import { FieldRow } from '../../records/field-row.tsx';
import { TEXT } from '../../text.ts';
import { address, send } from '../../wire.ts';
import { download } from '../download.ts';
import { Finalise } from '../finalise.tsx';
import type { Paper } from './use-paper.ts';

type Asking = 'submit' | 'return' | 'approve' | 'drop' | 'final' | null;

/** What she may do with the paper as a whole: hand it over, send it back, let it pass, make it final, take it along. */
export function HandOver(props: { paper: Paper; leave: () => void }): ReactNode {
  const { paper } = props;
  const { draft } = paper;
  const { report } = draft;
  const [asking, setAsking] = useState<Asking>(null);
  const word = useAct();
  const takeBack = useAct();
  const may = (deed: string): boolean => draft.may.includes(deed);
  const close = (): void => setAsking(null);
  const days = { unit: report.unit.id, from: report.from, to: report.to };
  const open = (what: Asking) => (): void => {
    // Whatever is being typed is saved first: the next one must see it.
    void paper.flush().then(() => setAsking(what));
  };
  return (
    <>
      {may('write') && (
        <BusyButton
          busy={word.busy}
          doing="正在生成…"
          disabled={report.missing.length > 0}
          title={report.missing.length > 0 ? '还有缺的数,补齐后才能下载' : ''}
          onClick={() =>
            void word.run(async () => {
              await paper.flush();
              await download(address(`/reports/${report.kind}/docx`, days), `${report.title}.docx`);
            })
          }
        >
          下载 Word
        </BusyButton>
      )}
      <Button onClick={() => window.print()}>打印</Button>
      {may('drop') && (
        <Button onClick={open('drop')} danger type="text">
          作废
        </Button>
      )}
      {may('take-back') && !may('approve') && (
        <BusyButton
          busy={takeBack.busy}
          doing="正在收回…"
          onClick={() =>
            void takeBack.run(async () => {
              const answer = await send<{ draft: PaperDraft }>(`/papers/${draft.id}/take-back`, {
                revision: draft.revision,
              });
              paper.take(answer.draft);
            })
          }
        >
          收回再改
        </BusyButton>
      )}
      {may('return') && <Button onClick={open('return')}>退回</Button>}
      {may('approve') && (
        <Button type="primary" onClick={open('approve')}>
          复核通过
        </Button>
      )}
      {may('submit') && (
        <Button type="primary" onClick={open('submit')}>
          送复核
        </Button>
      )}
      {may('finalise') && (
        <Button type="primary" onClick={open('final')}>
          定稿
        </Button>
      )}
      {(word.problem || takeBack.problem) && (
        <span className="problem" role="alert">
          {word.problem || takeBack.problem}
        </span>
      )}
      {asking === 'submit' && <Submit paper={paper} close={close} />}
      {asking === 'return' && (
        <Words
          title="退回"
          label="退回的原因"
          need
          ok="退回"
          deed="return"
          field="reason"
          paper={paper}
          close={close}
          leave={props.leave}
        >
          报告回到写的人手里,原因写在最上面。句子上的意见她也看得到。
        </Words>
      )}
      {asking === 'approve' && (
        <Words
          title="复核通过"
          label="要说的话(可不写)"
          ok="复核通过"
          deed="approve"
          field="note"
          paper={paper}
          close={close}
          leave={props.leave}
        >
          您看过的就是现在这份文字和数字。以后数字有变,要重新复核才能定稿。
        </Words>
      )}
      {asking === 'drop' && (
        <Words title="作废草稿" ok="作废" deed="drop" paper={paper} close={close} leave={props.leave}>
          这份草稿不再出现,手写的文字不会带到下一份。已定稿的版本不受影响。
        </Words>
      )}
      {asking === 'final' && (
        <Finalise
          view={{ ...report, may: [] }}
          ask={days}
          comments={draft.comments.filter((c) => c.open)}
          close={close}
          done={props.leave}
        />
      )}
    </>
  );
}

function Submit(props: { paper: Paper; close: () => void }): ReactNode {
  const { draft, take } = props.paper;
  const [to, setTo] = useState<'unit' | 'superior'>('unit');
  const [note, setNote] = useState('');
  const act = useAct();
  const { missing, failed } = draft.report;
  const submit = (): Promise<void> =>
    act.run(async () => {
      const body = { revision: draft.revision, to, note };
      const answer = await send<{ draft: PaperDraft }>(`/papers/${draft.id}/submit`, body);
      take(answer.draft);
      props.close();
    });
  return (
    <Modal
      open
      title="送复核"
      okText={act.busy ? '正在送…' : '送复核'}
      cancelText={TEXT.cancel}
      onCancel={props.close}
      onOk={() => void submit()}
    >
      <p>定稿前要由另一个人从头看一遍,不能自己复核自己写的。送出以后文字不能改,要改可以收回。</p>
      {missing.length + failed.length > 0 && (
        <p className="hint">
          还有{missing.length > 0 && ` ${missing.length} 个缺的数`}
          {failed.length > 0 && ` ${failed.length} 处对不上`},可以先送,定稿前要补齐或说明。
        </p>
      )}
      <FieldRow id="submit-to" label="请谁复核" group>
        <Radio.Group
          aria-labelledby="submit-to-label"
          value={to}
          options={[
            { value: 'unit', label: '本单位另一位同志' },
            { value: 'superior', label: '上一级妇联(本单位只有一个人时)' },
          ]}
          onChange={(e) => setTo(e.target.value as 'unit' | 'superior')}
        />
      </FieldRow>
      <FieldRow id="submit-note" label="要说的话(可不写)">
        <Input.TextArea
          id="submit-note"
          autoSize={{ minRows: 2 }}
          maxLength={500}
          value={note}
          onChange={(e) => setNote(e.target.value)}
        />
      </FieldRow>
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
    </Modal>
  );
}

/** One deed with a word to it. */
function Words(props: {
  title: string;
  ok: string;
  deed: 'return' | 'approve' | 'drop';
  field?: 'reason' | 'note';
  label?: string;
  need?: boolean;
  paper: Paper;
  close: () => void;
  leave: () => void;
  children: ReactNode;
}): ReactNode {
  const { draft, take } = props.paper;
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const act = useAct();
  const short = props.need === true && [...words.trim()].length < 4;
  const run = (): Promise<void> =>
    act.run(async () => {
      const body = { revision: draft.revision, ...(props.field ? { [props.field]: words } : {}) };
      const answer = await send<{ draft?: PaperDraft | null }>(`/papers/${draft.id}/${props.deed}`, body);
      props.close();
      if (answer.draft) take(answer.draft);
      else props.leave();
    });
  return (
    <Modal
      open
      title={props.title}
      okText={act.busy ? '请稍等…' : props.ok}
      cancelText={TEXT.cancel}
      onCancel={props.close}
      onOk={() => {
        setTried(true);
        if (!short) void run();
      }}
    >
      <p>{props.children}</p>
      {props.field && (
        <FieldRow
          id={`words-${props.deed}`}
          label={props.label ?? ''}
          required={props.need === true}
          problems={tried && short ? [{ field: 'words', message: '请写明原因,至少四个字。' }] : []}
        >
          <Input.TextArea
            id={`words-${props.deed}`}
            autoFocus
            autoSize={{ minRows: 2 }}
            maxLength={500}
            value={words}
            onChange={(e) => setWords(e.target.value)}
          />
        </FieldRow>
      )}
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
    </Modal>
  );
}
