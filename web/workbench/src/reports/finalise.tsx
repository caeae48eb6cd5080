import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import { type ReactNode, useState } from 'react';
import type { ReportView } from '../../../../contracts/api.ts';
import type { PaperComment } from '../../../../contracts/api-papers.ts';
import { FieldRow } from '../records/field-row.tsx';
import { TEXT } from '../text.ts';
import { send, sentenceOf } from '../wire.ts';

const LEAST = 4;

/** 定稿: says what will be frozen, and asks why for each check that does not hold and each comment left open. */
export function Finalise(props: {
  view: ReportView;
  ask: { unit: string; from: string; to: string };
  comments: readonly PaperComment[];
  close: () => void;
  done: () => void;
}): ReactNode {
  const { view } = props;
  const { unit, ...when } = props.ask;
  const open = [
    ...view.failed.map((f) => ({ key: f.key, message: f.message })),
    ...props.comments.map((c) => ({ key: `comment-${c.id}`, message: `${c.by}的意见还没有处理:${c.text}` })),
  ];
  const [why, setWhy] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(view.failed.map((f) => [f.key, f.explanation ?? ''])),
  );
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const short = open.filter((f) => [...(why[f.key] ?? '').trim()].length < LEAST);
  const act = async (): Promise<void> => {
    setTried(true);
    if (short.length > 0 || busy) return;
    setBusy(true);
    try {
      await send(`/reports/${view.kind}/final`, { unitId: unit, ...when, explanations: why });
      props.done();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const blocked = view.missing.length > 0;
  return (
    <Modal
      open
      className="finalise"
      title={view.version > 1 ? `定稿:第 ${view.version} 版` : '定稿'}
      okText={busy ? '正在定稿…' : '定稿'}
      cancelText={TEXT.cancel}
      okButtonProps={{ disabled: blocked }}
      onOk={() => void act()}
      onCancel={props.close}
    >
      {blocked ? (
        <p className="problem">
          还缺 {view.missing.length} 个数,补齐后才能定稿:{view.missing.map((m) => m.label).join('、')}。
        </p>
      ) : (
        <p>
          定稿后,这份报告的 {view.figures.length}{' '}
          个数字连同出处一起冻结;以后台账再有更正,这一版不变,可以另出新版。
        </p>
      )}
      {!blocked &&
        open.map((f) => (
          <FieldRow
            key={f.key}
            id={`why-${f.key}`}
            label={f.message}
            required
            problems={
              tried && short.includes(f) ? [{ field: f.key, message: `请写明原因,至少 ${LEAST} 个字。` }] : []
            }
          >
            <Input.TextArea
              id={`why-${f.key}`}
              autoSize={{ minRows: 2 }}
              maxLength={500}
              value={why[f.key] ?? ''}
              onChange={(e) => setWhy({ ...why, [f.key]: e.target.value })}
            />
          </FieldRow>
        ))}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </Modal>
  );
}
