import type { OfficialDocument } from '../papers/index.ts';
import type { SharedStep } from './share.ts';

/** What is handed to her of one matter. */
export interface CopyOfMatter {
  readonly number: string;
  readonly flow: string;
  readonly unit: string;
  readonly begun: string;
  readonly closed: string | null;
  readonly state: string;
  readonly keptUntil: string | null;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  readonly letters: readonly { readonly at: string; readonly kind: string; readonly words: string }[];
  readonly steps: readonly SharedStep[];
  /** How she may be reached, the newest first, and what was told or tried. */
  readonly contact: {
    readonly plans: readonly {
      readonly at: string;
      readonly by: string;
      readonly fields: readonly { readonly label: string; readonly value: string }[];
    }[];
    readonly events: readonly { readonly at: string; readonly words: string }[];
  };
  readonly referrals: readonly {
    readonly at: string;
    readonly agency: string;
    readonly shared: readonly { readonly label: string; readonly value: string }[];
    readonly answer: string | null;
  }[];
  readonly files: readonly { readonly name: string; readonly at: string; readonly packed: string | null }[];
  readonly packs: readonly string[];
  /** What is another person's and was left out, in words. */
  readonly leftOut: readonly string[];
}
export interface PersonalCopy {
  readonly madeAt: string;
  readonly by: string;
  readonly matters: readonly CopyOfMatter[];
}

/** The copy as a document that she can read and keep (个人信息副本). Pure. */
export function copyDocument(
  copy: PersonalCopy,
  o: { readonly day: string; readonly sample: boolean },
): OfficialDocument {
  const text = (words: string): OfficialDocument['blocks'][number] => ({
    kind: 'paragraph',
    runs: [{ text: words }],
  });
  const heading = (level: 1 | 2, words: string): OfficialDocument['blocks'][number] => ({
    kind: 'heading',
    level,
    text: words,
  });
  return {
    title: '个人信息副本',
    blocks: [
      text(
        `根据《中华人民共和国个人信息保护法》第四十五条，${copy.by}把本单位办理您的事项时保存的、您本人的信息复制给您。其中涉及别人的内容不在内，用“〔他人信息〕”代替。`,
      ),
      text('发现写得不对，可以要求更正；保存期限届满以后，可以要求删除。请把这份材料放在安全的地方。'),
      ...copy.matters.flatMap((m) => [
        heading(1, `${m.flow} ${m.number}`),
        text(
          `由${m.unit}办理，${m.begun}登记，${m.closed ? `${m.closed}${m.state}` : `现在${m.state}`}。${m.keptUntil ? `依规定保存到${m.keptUntil}。` : ''}`,
        ),
        ...(m.fields.length > 0 ? [heading(2, '登记的内容')] : []),
        ...m.fields.map((f) => text(`${f.label}：${f.value}`)),
        ...(m.letters.length > 0 ? [heading(2, '您写来的和答复您的')] : []),
        ...m.letters.map((l) => text(`${l.at} ${l.kind}：${l.words}`)),
        ...(m.contact.plans.length > 0 ? [heading(2, '怎么联系您才安全')] : []),
        ...m.contact.plans.map((p) =>
          text(`${p.at} ${p.by}：${p.fields.map((f) => `${f.label}：${f.value}`).join('；')}`),
        ),
        ...(m.contact.events.length > 0 ? [heading(2, '联系您的经过')] : []),
        ...m.contact.events.map((e) => text(`${e.at} ${e.words}`)),
        heading(2, '办理经过'),
        ...m.steps.map((s) =>
          text(
            `${s.at} ${s.name}（${s.by}）${[s.words, ...s.fields.map((f) => `${f.label}：${f.value}`)]
              .filter((w) => w !== null && w !== '')
              .map((w) => `；${w}`)
              .join('')}`,
          ),
        ),
        ...(m.referrals.length > 0 ? [heading(2, '转给别的单位的内容')] : []),
        ...m.referrals.map((r) =>
          text(
            `${r.at} 转给${r.agency}：${r.shared.map((f) => `${f.label}：${f.value}`).join('；')}${r.answer ? `。对方答复：${r.answer}` : ''}`,
          ),
        ),
        ...(m.files.length > 0 ? [heading(2, '材料')] : []),
        ...m.files.map((f) =>
          text(`${f.at} ${f.name}${f.packed ? `（随本件：${f.packed}）` : '（没有随本件给出）'}`),
        ),
        ...m.packs.map((day) => text(`${day} 取过一次证据包。`)),
        ...m.leftOut.map(text),
      ]),
    ],
    issuer: copy.by,
    date: o.day,
    sample: o.sample,
  };
}
