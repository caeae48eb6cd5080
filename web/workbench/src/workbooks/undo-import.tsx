import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import Radio from 'antd/es/radio';
import { type ReactNode, useState } from 'react';
import type { ImportPage } from '../../../../contracts/api-workbooks.ts';
import { formatDay, formatNumber } from '../format.ts';
import { useAct } from '../parts/use-act.ts';
import { TEXT } from '../text.ts';
import { learn, undoImport } from './imports.ts';

/** Says what will happen, asks why, and what becomes of lines that somebody corrected since. */
export function UndoImport(props: {
  view: Pick<ImportPage, 'id' | 'saved' | 'corrected' | 'correctedTotal'>;
  today: string;
  close: () => void;
}): ReactNode {
  const { view } = props;
  const [reason, setReason] = useState('');
  const [corrected, setCorrected] = useState<'keep' | 'withdraw'>('keep');
  const act = useAct();
  const submit = (): void => {
    if (reason.trim() === '') {
      act.setProblem('请写一句撤销的原因。');
      return;
    }
    void act.run(async () => {
      learn(await undoImport(view.id, { reason: reason.trim(), corrected }));
      props.close();
    });
  };
  return (
    <Modal
      open
      title="撤销这次导入"
      okText="撤销"
      cancelText={TEXT.cancel}
      okButtonProps={{ danger: true }}
      confirmLoading={act.busy}
      onOk={submit}
      onCancel={props.close}
    >
      <p>
        这次存的 {formatNumber(view.saved)} 行会一起撤回,不再计入任何数字;每一行还看得到,单独的一行可以恢复。
      </p>
      {view.correctedTotal > 0 && (
        <>
          <p>
            其中 {formatNumber(view.correctedTotal)} 行后来有人更正过:
            {view.corrected
              .slice(0, 5)
              .map((line) => `${formatDay(line.day, props.today)}「${line.title}」`)
              .join('、')}
            {view.correctedTotal > 5 && ' 等'}
          </p>
          <Radio.Group
            className="undo-choice"
            aria-label="更正过的行"
            value={corrected}
            onChange={(e) => setCorrected(e.target.value as 'keep' | 'withdraw')}
            options={[
              { value: 'keep', label: '更正过的留着' },
              { value: 'withdraw', label: '也一起撤回' },
            ]}
          />
        </>
      )}
      <label htmlFor="undo-reason">原因</label>
      <Input.TextArea
        id="undo-reason"
        autoFocus
        autoSize={{ minRows: 2 }}
        maxLength={500}
        value={reason}
        placeholder="例如:导错了年份"
        onChange={(e) => setReason(e.target.value)}
      />
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
    </Modal>
  );
}
