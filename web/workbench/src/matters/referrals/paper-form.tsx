import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Input from 'antd/es/input';
import Radio from 'antd/es/radio';
import { type ReactNode, useState } from 'react';
import type { ReferralPaper, ReferralView } from '../../../../../contracts/api-referrals.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { refreshAll } from '../../queries.ts';
import { at } from '../../records/entry-fields.tsx';
import { FieldRow } from '../../records/field-row.tsx';
import { TEXT } from '../../text.ts';
import { download, isWireError, type Problem, sentenceOf } from '../../wire.ts';
import { OtherProblems } from '../step-fields.tsx';
import { PAPER_WORDS } from './words.ts';

const REASONS: Readonly<Record<ReferralPaper['reason'], string>> = {
  silent: '逾期没有答复',
  refused: '不予处理',
  improper: '处理不当',
};

/** The draft of the paper as Word: why, and which of what they already have stands in it. */
export function PaperForm(props: { referral: ReferralView; close: () => void }): ReactNode {
  const { referral: r } = props;
  const reasons: ReferralPaper['reason'][] =
    r.outcome === null ? ['silent'] : r.outcome === 'refused' ? ['refused', 'improper'] : ['improper'];
  const [reason, setReason] = useState<ReferralPaper['reason']>(reasons[0] ?? 'silent');
  const [words, setWords] = useState('');
  const [fields, setFields] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const id = `paper-${r.id}`;
  const go = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setSaid('');
    setProblems([]);
    try {
      const name = `${PAPER_WORDS[r.paper]}.docx`;
      await download(`/referrals/${r.id}/paper`, {}, name, { reason, words, fields });
      await refreshAll();
      props.close();
    } catch (error) {
      if (isWireError(error)) setProblems(error.problems);
      if (!isWireError(error) || error.code !== 'sign-in.fresh') setSaid(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="step-form"
      aria-label="起草文书"
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      <p className="hint">
        {r.paper === 'urge'
          ? '依据妇女权益保障法第七十三条,由县以上妇联提出。下载 Word 草稿,送领导签发、编号、盖章以后送出。'
          : '法院、检察院和律师不适用督促处理意见,用函商请告知。下载 Word 草稿,签发以后送出。'}
      </p>
      <FieldRow id={`${id}-reason`} label="因为" required group>
        <Radio.Group
          aria-labelledby={`${id}-reason-label`}
          value={reason}
          options={reasons.map((value) => ({ value, label: REASONS[value] }))}
          onChange={(e) => setReason(e.target.value as ReferralPaper['reason'])}
        />
      </FieldRow>
      <FieldRow
        id={`${id}-words`}
        label="补充理由"
        required={reason === 'improper'}
        problems={at(problems, 'words')}
        help="文书要经多人的手:不写姓名、住址、电话。"
      >
        <Input.TextArea
          id={`${id}-words`}
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={500}
          value={words}
          onChange={(e) => setWords(e.target.value)}
        />
      </FieldRow>
      {r.paperFields.length > 0 && (
        <FieldRow
          id={`${id}-fields`}
          label="写进文书的"
          group
          problems={at(problems, 'fields')}
          help="只能选已经交给对方的;姓名、联系方式不进文书。"
        >
          <Checkbox.Group
            aria-labelledby={`${id}-fields-label`}
            className="offer"
            value={[...fields]}
            onChange={(labels) => setFields(labels.map(String))}
          >
            {r.paperFields.map((label) => (
              <Checkbox key={label} value={label}>
                {label}
              </Checkbox>
            ))}
          </Checkbox.Group>
        </FieldRow>
      )}
      <OtherProblems problems={problems} shown={['words', 'fields']} said={problems.length > 0 ? '' : said} />
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在写…">
          下载 Word 草稿
        </BusyButton>
        <Button onClick={props.close}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}
