import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Radio from 'antd/es/radio';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  LAST_MARKS,
  type LastMark,
  type PaperItem,
  type Slots,
} from '../../../../../contracts/api-paper-slots.ts';
import type { LastPlan } from '../../../../../contracts/api-papers.ts';
import { newRequestKey } from '../../draft.ts';
import { Dispute } from './dispute.tsx';
import type { Paper } from './use-paper.ts';

const NAMES = {
  problems: { title: '存在问题', one: '问题', hint: '一条写一个问题,印出来自动编号。' },
  plan: { title: '下一步打算', one: '打算', hint: '一条写一件事;下一期报告会逐条问做得怎样。' },
} as const;

const isItem = (value: unknown): value is PaperItem =>
  typeof value === 'object' && value !== null && 'order' in value;

/** Slots of a list that hold something, saved or not, in their order. */
export function itemSlots(paper: Paper, list: string): { slot: string; item: PaperItem }[] {
  const slots: Slots = paper.draft.slots;
  return [...new Set([...Object.keys(slots), ...paper.typed])]
    .filter((slot) => slot.startsWith(`${list}/`))
    .flatMap((slot) => {
      const item = paper.value(slot);
      return isItem(item) ? [{ slot, item }] : [];
    })
    .sort((a, b) => a.item.order - b.item.order || a.slot.localeCompare(b.slot));
}

/** 存在问题 and 下一步打算, one by one: Enter begins the next, arrows reorder. */
export function ItemsEditor(props: { paper: Paper; list: 'problems' | 'plan'; writes: boolean }): ReactNode {
  const { paper, list } = props;
  const items = itemSlots(paper, list);
  const [fresh, setFresh] = useState('');
  const name = NAMES[list];
  const change = (slot: string, value: PaperItem | null): void => paper.change({ kind: 'item', slot, value });
  const add = (after?: PaperItem): void => {
    const at = after ? items.findIndex((x) => x.item === after) : items.length - 1;
    const [left, right] = [items[at]?.item.order ?? 0, items[at + 1]?.item.order];
    const slot = `${list}/${newRequestKey().slice(0, 12)}`;
    change(slot, { text: '', order: right === undefined ? left + 1 : (left + right) / 2 });
    setFresh(slot);
  };
  const swap = (at: number, by: number): void => {
    const [a, b] = [items[at], items[at + by]];
    if (!a || !b) return;
    change(a.slot, { ...a.item, order: b.item.order });
    change(b.slot, { ...b.item, order: a.item.order });
  };
  if (!props.writes && items.length === 0) return null;
  return (
    <section className="paper-items no-print" aria-label={name.title}>
      <p className="items-head">
        <strong>{name.title}</strong> <span className="hint">{name.hint}</span>
      </p>
      <ol>
        {items.map(({ slot, item }, at) => (
          <li key={slot}>
            {props.writes ? (
              <>
                <Item
                  id={slot}
                  label={`${name.one} ${at + 1}`}
                  text={item.text}
                  focus={fresh === slot}
                  onChange={(text) => change(slot, { ...item, text })}
                  onEnter={() => add(item)}
                  onEmptyBack={() => change(slot, null)}
                />
                <span className="item-tools">
                  <Button
                    size="small"
                    type="text"
                    aria-label={`第 ${at + 1} 条往上移`}
                    disabled={at === 0}
                    onClick={() => swap(at, -1)}
                  >
                    ↑
                  </Button>
                  <Button
                    size="small"
                    type="text"
                    aria-label={`第 ${at + 1} 条往下移`}
                    disabled={at === items.length - 1}
                    onClick={() => swap(at, 1)}
                  >
                    ↓
                  </Button>
                  <Button
                    size="small"
                    type="text"
                    aria-label={`去掉第 ${at + 1} 条`}
                    onClick={() => change(slot, null)}
                  >
                    ✕
                  </Button>
                </span>
                <Dispute paper={paper} slot={slot} />
              </>
            ) : (
              item.text
            )}
          </li>
        ))}
      </ol>
      {props.writes && (
        <Button size="small" onClick={() => add()}>
          ＋ 加一条{name.one}
        </Button>
      )}
    </section>
  );
}

function Item(props: {
  id: string;
  label: string;
  text: string;
  focus: boolean;
  onChange: (text: string) => void;
  onEnter: () => void;
  onEmptyBack: () => void;
}): ReactNode {
  const wrap = useRef<HTMLSpanElement>(null);
  const { focus } = props;
  useEffect(() => {
    if (focus) wrap.current?.querySelector('textarea')?.focus();
  }, [focus]);
  return (
    <span ref={wrap} className="item-text">
      <Input.TextArea
        id={`block-${props.id}`}
        aria-label={props.label}
        autoSize={{ minRows: 1 }}
        maxLength={1_000}
        value={props.text}
        placeholder="写一条…"
        onChange={(e) => props.onChange(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && !e.shiftKey && !e.nativeEvent.isComposing) {
            e.preventDefault();
            props.onEnter();
          } else if (e.key === 'Backspace' && props.text === '') {
            e.preventDefault();
            props.onEmptyBack();
          }
        }}
      />
    </span>
  );
}

const isMark = (value: unknown): value is LastMark =>
  typeof value === 'object' && value !== null && 'mark' in value;

/** Last period's plan comes back: done, not done, or carried on, with a word why. What is carried on enters the new plan. */
export function LastPlanEditor(props: { paper: Paper; last: LastPlan; writes: boolean }): ReactNode {
  const { paper, last } = props;
  return (
    <section className="paper-items last-plan no-print" aria-label="上期计划完成情况">
      <p className="items-head">
        <strong>上期计划</strong>{' '}
        <span className="hint">
          《{last.title}》第 {last.version} 版里的 {last.items.length} 件事,逐条写结果。
        </span>
      </p>
      <ol>
        {last.items.map((item) => {
          const slot = `last/${item.id}`;
          const value = paper.value(slot);
          const mark = isMark(value) ? value : null;
          const set = (next: LastMark): void => {
            paper.change({ kind: 'last', slot, value: next });
            const carried = `plan/c-${item.id}`.slice(0, 45);
            if (next.mark === 'carried' && mark?.mark !== 'carried' && !paper.value(carried)) {
              const orders = itemSlots(paper, 'plan').map((x) => x.item.order);
              paper.change({
                kind: 'item',
                slot: carried,
                value: { text: item.text, order: Math.max(0, ...orders) + 1 },
              });
            }
          };
          return (
            <li key={item.id} id={`block-${slot}`}>
              {item.text}
              <div className="last-mark">
                <Radio.Group
                  aria-label={`“${item.text}”做得怎样`}
                  value={mark?.mark ?? null}
                  disabled={!props.writes}
                  options={Object.entries(LAST_MARKS).map(([key, label]) => ({ value: key, label }))}
                  onChange={(e) => set({ mark: e.target.value as LastMark['mark'], note: mark?.note ?? '' })}
                />
                <Input
                  aria-label={`“${item.text}”的说明`}
                  value={mark?.note ?? ''}
                  maxLength={500}
                  disabled={!props.writes || mark === null}
                  status={mark && mark.mark !== 'done' && mark.note.trim() === '' ? 'warning' : ''}
                  placeholder={
                    mark === null
                      ? '先选做得怎样'
                      : mark.mark === 'done'
                        ? '一句说明(可不写)'
                        : '为什么?写一句说明'
                  }
                  onChange={(e) => mark && set({ ...mark, note: e.target.value })}
                />
              </div>
              {mark?.mark === 'carried' && <p className="hint">已放进“下一步打算”,可以在那里改。</p>}
              <Dispute paper={paper} slot={slot} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
