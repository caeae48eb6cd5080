import type { LedgerFindingView, ReadingView, SamenessView } from '../../../../contracts/api-reading.ts';
import type { ReadCheck, ReadFigure } from '../../../../contracts/reading.ts';
import { CHECK_TYPES, ledgerPlace, ledgerText, rawText, shareText } from './words.ts';

/** One thing that was found, with its place in the text (characters). */
export interface Finding {
  readonly key: string;
  readonly message: string;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly check?: ReadCheck;
  readonly ledger?: LedgerFindingView;
  readonly sameness?: SamenessView;
  /** Places that are one passage. */
  readonly copies?: readonly Place[];
}
export interface Place {
  readonly start: number;
  readonly end: number;
}
export interface FindingGroup {
  readonly key: 'break' | 'slip' | 'ledger' | 'ask' | 'copy' | 'unsure' | 'fine' | 'unreported';
  readonly name: string;
  readonly sign: string;
  readonly tone: 'late' | 'soon' | 'info' | 'done' | 'calm';
  /** Shown only when asked for. */
  readonly isFolded: boolean;
  readonly hint?: string;
  readonly findings: readonly Finding[];
}

/** Everything that was found, gravest first; groups without anything are left out. */
export function groupsOf(reading: ReadingView): FindingGroup[] {
  const wrong = (grade: ReadCheck['grade']): Finding[] =>
    reading.checks.filter((c) => c.holds === false && c.grade === grade).map(checkFinding);
  const beside = (keep: (l: LedgerFindingView) => boolean): Finding[] =>
    reading.ledgers.filter(keep).flatMap((l) => ledgerFinding(reading.figures, l));
  const differs = (l: LedgerFindingView): boolean => l.verdict === 'differs';
  const groups: FindingGroup[] = [
    { key: 'break', name: '不能成立', sign: '✗', tone: 'late', isFolded: false, findings: wrong('break') },
    { key: 'slip', name: '差一点', sign: '!', tone: 'soon', isFolded: false, findings: wrong('slip') },
    {
      key: 'ledger',
      name: '与台账不符',
      sign: '≠',
      tone: 'soon',
      isFolded: false,
      findings: beside((l) => differs(l) && l.match !== 'likely'),
    },
    {
      key: 'ask',
      name: '请看一看',
      sign: '?',
      tone: 'info',
      isFolded: false,
      findings: [...wrong('ask'), ...beside((l) => differs(l) && l.match === 'likely')],
    },
    {
      key: 'copy',
      name: '雷同',
      sign: '≈',
      tone: 'info',
      isFolded: false,
      findings: [...withinFindings(reading), ...reading.sameness.map(copyFinding)],
    },
    {
      key: 'unsure',
      name: '说不准',
      sign: '…',
      tone: 'calm',
      isFolded: true,
      hint: '少一个数,或者看不出以什么为基数,不能判断对错。',
      findings: reading.checks.filter((c) => c.holds === 'cannot-tell').map(checkFinding),
    },
    {
      key: 'unreported',
      name: '台账里没有人报过',
      sign: '○',
      tone: 'calm',
      isFolded: true,
      hint: '认得出是什么数,但这段时间台账里一行也没有。旧数可以转成期初。',
      findings: beside((l) => l.verdict === 'not-counted'),
    },
    {
      key: 'fine',
      name: '对得上',
      sign: '✓',
      tone: 'done',
      isFolded: true,
      findings: [
        ...reading.checks.filter((c) => c.holds === true).map(checkFinding),
        ...beside((l) => l.verdict === 'same' || l.verdict === 'fits'),
      ],
    },
  ];
  return groups.filter((g) => g.findings.length > 0);
}

/** How many things somebody should look at. */
export const openCount = (groups: readonly FindingGroup[]): number =>
  groups.filter((g) => !g.isFolded).reduce((sum, g) => sum + g.findings.length, 0);

/** 培训妇女65人:原文 65人,台账数出来 60人,台账少 5(对的是:培训妇女 · 2026年)。 */
function messageOf(f: Finding, reading: ReadingView): string {
  const figure = f.ledger && reading.figures[f.ledger.figure];
  if (!f.ledger || !figure) return f.message;
  return `${f.message}:${ledgerText(figure, f.ledger).replace(/。$/, '')}(对的是:${ledgerPlace(f.ledger)})。`;
}

const checkFinding = (c: ReadCheck): Finding => ({
  key: `check-${c.type}-${c.start}-${c.end}-${c.figures.map((f) => f.start).join('.')}`,
  message: c.message || `${CHECK_TYPES[c.type]}:${c.computed}`,
  quote: c.quote,
  start: c.start,
  end: c.end,
  check: c,
});

function ledgerFinding(figures: readonly ReadFigure[], l: LedgerFindingView): Finding[] {
  const f = figures[l.figure];
  if (!f) return [];
  return [
    {
      key: `ledger-${l.figure}`,
      message: `${f.subject}${rawText(f)}`,
      quote: '',
      start: f.start,
      end: f.end,
      ledger: l,
    },
  ];
}

function withinFindings({ within }: ReadingView): Finding[] {
  if (within.copies.length === 0) return [];
  return within.copies.map((copies, i) => {
    const titles = [...new Set(copies.map((c) => `“${c.title}”`))].slice(0, 4).join('、');
    const all = i === 0 ? `全文 ${shareText(within.share)} 在文内写了不止一次。` : '';
    return {
      key: `within-${copies[0]?.start ?? 0}`,
      message: `${all}${copies.length} 处是同一段:${titles}。`,
      quote: '',
      start: copies[1]?.start ?? 0,
      end: copies[1]?.end ?? 0,
      copies,
    };
  });
}

function copyFinding(s: SamenessView): Finding {
  const [first] = s.stretches;
  return {
    key: `copy-${s.with.id}`,
    message: s.identical
      ? `与比对库里的《${s.with.title}》(${s.with.unitName})一字不差,是同一份。`
      : `${shareText(s.share)}与《${s.with.title}》(${s.with.unitName})雷同。`,
    quote: '',
    start: first?.start ?? 0,
    end: first?.end ?? 0,
    sameness: s,
  };
}

/** The findings as text for a letter or a chat: gravest first, each with its place. */
export function findingsText(o: {
  readonly title: string;
  readonly unitName: string;
  readonly period: string;
  readonly reading: ReadingView;
}): string {
  const { reading } = o;
  const groups = groupsOf(reading);
  const lines = [
    `${o.title ? `《${o.title}》` : '这份材料'}体检结果`,
    `${o.unitName} · ${o.period} · ${reading.chars} 字,${reading.figures.length} 个数`,
  ];
  for (const g of groups) {
    if (g.isFolded) {
      lines.push('', `${g.sign} ${g.name} ${g.findings.length} 处`);
      continue;
    }
    lines.push('', `${g.sign} ${g.name} ${g.findings.length} 处`);
    g.findings.forEach((f, i) => {
      const quote = f.quote === '' ? '' : ` 原文:“${f.quote.replace(/\s+/g, '')}”`;
      lines.push(`${i + 1}. ${messageOf(f, reading)}${quote}(第 ${f.start + 1} 字)`);
    });
  }
  if (openCount(groups) === 0) lines.push('', '没有发现对不上的地方。');
  return lines.join('\n');
}
