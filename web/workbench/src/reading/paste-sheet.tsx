import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useRef, useState } from 'react';
import type { Me, UnitView } from '../../../../contracts/api.ts';
import { formatNumber, formatRange } from '../format.ts';
import { isComposing } from '../frame/keys.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { DayField } from '../parts/day-field.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { type ReportKind, useReportKinds } from '../queries.ts';
import { sentenceOf } from '../wire.ts';
import { openFile } from './reading-wire.ts';
import { SAMPLE_TEXT, SAMPLE_TITLE } from './sample-text.ts';
import { EMPTY_TABLE, type OnTable, replaced } from './shelf.ts';
import { titlePeriod } from './title-period.ts';

const FILES = '.txt,.docx,.pdf';
/** As contracts/api-reading.ts has it; written out because that module brings the whole shape checker along. */
const LONGEST_TEXT = 2_000_000;

/** Where a text comes in: pasted, dropped as a file, or a report of the house; with whose it is and for when. */
export function PasteSheet(props: {
  me: Me;
  table: OnTable;
  unit: string;
  from: string;
  to: string;
  known: readonly UnitView[];
  isKept: boolean;
  busy: boolean;
  problem: string;
  put: (part: Partial<OnTable>) => void;
  begin: () => void;
  openReport: (kind: ReportKind) => void;
}): ReactNode {
  const { table, put, me } = props;
  const [opening, setOpening] = useState('');
  const [problem, setProblem] = useState('');
  const [isOver, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const kinds = useReportKinds();
  const level = props.known.find((u) => u.id === props.unit)?.level;
  const open = async (file: File | undefined): Promise<void> => {
    if (!file || opening) return;
    setProblem('');
    setOpening(file.name);
    try {
      const opened = await openFile(file);
      put(replaced(table, opened));
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setOpening('');
      if (picker.current) picker.current.value = '';
    }
  };
  const named = titlePeriod(
    table.title || (table.text.trimStart().split('\n', 1)[0] ?? '').slice(0, 60),
    me.today,
  );
  const meant = named && (named.from !== props.from || named.to !== props.to) ? named : null;
  const chars = table.text.length;
  const tooLong = chars > LONGEST_TEXT;
  return (
    <form
      className="sheet paste-sheet"
      aria-label="要体检的文字"
      onSubmit={(e) => {
        e.preventDefault();
        props.begin();
      }}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && !isComposing(e.nativeEvent)) {
          e.preventDefault();
          props.begin();
        }
      }}
    >
      <div className="paste-row">
        <label htmlFor="reading-unit">哪个组织的</label>
        <UnitPicker
          id="reading-unit"
          label="哪个组织的"
          known={props.known}
          value={props.unit}
          onChange={(id) => put({ unit: id, source: null })}
        />
        <label htmlFor="reading-from">说的是</label>
        <DayField
          id="reading-from"
          label="从哪天"
          value={props.from}
          today={me.today}
          onChange={(day) => put({ from: day })}
        />
        <span>至</span>
        <DayField
          id="reading-to"
          label="到哪天"
          value={props.to}
          today={me.today}
          onChange={(day) => put({ to: day })}
        />
      </div>
      {meant && (
        <p className="note">
          <span className="sign info">i</span> 题目说的是{formatRange(meant.from, meant.to)}。{' '}
          <Button size="small" onClick={() => put(meant)}>
            改成这段时间
          </Button>
        </p>
      )}
      <Input
        id="reading-title"
        aria-label="题目"
        placeholder="题目(可不填)"
        maxLength={200}
        value={table.title}
        onChange={(e) => put({ title: e.target.value })}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file here is one of three ways; the button is another */}
      <div
        className={`paste-box ${isOver ? 'over' : ''}`}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          e.preventDefault();
          setOver(false);
          void open(e.dataTransfer.files[0]);
        }}
      >
        <Input.TextArea
          id="reading-text"
          aria-label="正文"
          placeholder="把写好的总结、汇报、简报粘贴在这里,或把 Word、PDF、文本文件拖进来。"
          value={table.text}
          autoSize={chars > 20_000 ? false : { minRows: 12, maxRows: 24 }}
          rows={20}
          onChange={(e) => put({ text: e.target.value, source: null, reading: null })}
        />
      </div>
      <p className="paste-foot">
        <BusyButton
          type="primary"
          htmlType="submit"
          size="large"
          busy={props.busy}
          doing="正在送去…"
          disabled={table.text.trim() === '' || tooLong || opening !== ''}
        >
          体检 <kbd>Ctrl Enter</kbd>
        </BusyButton>
        <input
          ref={picker}
          type="file"
          accept={FILES}
          className="visually-hidden"
          tabIndex={-1}
          aria-hidden
          onChange={(e) => void open(e.target.files?.[0])}
        />
        <BusyButton
          busy={opening !== ''}
          doing={`正在打开 ${opening}…`}
          onClick={() => picker.current?.click()}
        >
          打开文件
        </BusyButton>
        {(kinds.data ?? [])
          .filter((k) => level === undefined || (k.levels?.includes(level) ?? true))
          .map((k) => (
            <Button key={k.key} onClick={() => props.openReport(k)}>
              打开「{k.name}」
            </Button>
          ))}
        {table.text === '' ? (
          <Button
            type="link"
            onClick={() => put({ title: SAMPLE_TITLE, text: SAMPLE_TEXT, source: null, reading: null })}
          >
            用样例试一试
          </Button>
        ) : (
          <Button type="text" onClick={() => put(replaced(table, EMPTY_TABLE))}>
            清空
          </Button>
        )}
        {table.before && (
          <Button type="link" onClick={() => table.before && put({ ...EMPTY_TABLE, ...table.before })}>
            换回刚才的文字
          </Button>
        )}
        <span className="hint" aria-live="polite">
          {chars > 0 && `${formatNumber(chars)} 字`}
          {!props.isKept && ' · 文字太长,浏览器留不住草稿,刷新前请先体检'}
          {props.isKept && chars > 0 && ' · 草稿留在这个窗口里'}
        </span>
      </p>
      {tooLong && <p className="problem">一次最多读 200 万字,请分成几份。</p>}
      {(problem || props.problem) && (
        <p className="problem" role="alert">
          {problem || props.problem}
        </p>
      )}
    </form>
  );
}
