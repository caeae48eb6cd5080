import { createHash } from 'node:crypto';
import { type Html, html, trusted } from '../../platform/http/index.ts';

/** One thing that was written down, with when and by whom. */
export interface EvidenceStep {
  readonly seq: number;
  readonly at: Date;
  readonly name: string;
  readonly by: string;
  readonly opinion: string | null;
  readonly said: readonly { readonly label: string; readonly value: string }[];
}
export interface EvidenceFile {
  /** '01.jpg', as it lies in the pack. */
  readonly packed: string;
  readonly name: string;
  readonly isPicture: boolean;
  readonly bytes: number;
  readonly sha256: string;
  readonly at: Date;
  readonly by: string;
}
export interface Evidence {
  readonly number: string;
  readonly flow: string;
  readonly unit: string;
  readonly takenAt: Date;
  readonly takenBy: string;
  /** The contact that it began from, with her own words where she wrote them. */
  readonly origin: {
    readonly number: string;
    readonly first: EvidenceStep;
    readonly letter: { readonly at: Date; readonly words: string } | null;
  } | null;
  readonly steps: readonly EvidenceStep[];
  readonly files: readonly EvidenceFile[];
  /** Names of the fields that were left out. */
  readonly withheld: readonly string[];
}

const STYLE = `body{font:14px/1.7 "Noto Serif CJK SC","SimSun",serif;color:#111;max-width:780px;margin:24px auto;padding:0 16px}
h1{font-size:22px;text-align:center}h2{font-size:16px;border-bottom:1px solid #999;margin-top:28px}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{white-space:nowrap;font-weight:600}.sum{font:12px/1.5 monospace}.say{white-space:pre-wrap;margin:4px 0}
figure{margin:16px 0;break-inside:avoid}img{max-width:100%;max-height:230mm}.small{font-size:12px;color:#444}
.sign{table-layout:fixed;margin-top:24px}.sign td{height:56px}.when{width:11em}.who{width:10em}tr{break-inside:avoid}@page{size:A4;margin:22mm 20mm}`;

/** What the page may do: show its own pictures, nothing else. */
export const EVIDENCE_CSP = `default-src 'none'; img-src 'self'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

const two = (n: number): string => String(n).padStart(2, '0');
/** 2026年11月3日 14:20:05, in China. */
export function moment(at: Date): string {
  const d = new Date(at.getTime() + 8 * 3_600_000);
  return `${d.getUTCFullYear()}年${d.getUTCMonth() + 1}月${d.getUTCDate()}日 ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
}

const said = (s: EvidenceStep): Html => html`
${s.said.map((x) => html`<div><b>${x.label}</b>:<span class="say">${x.value}</span></div>`)}
${s.opinion ? html`<div class="say">“${s.opinion}”</div>` : ''}`;

const record = (s: EvidenceStep): Html => html`<table>
<tr><th class="when">记录时间</th><td>${moment(s.at)}</td></tr>
<tr><th>记录人</th><td>${s.by}</td></tr>
${s.said.map((x) => html`<tr><th>${x.label}</th><td class="say">${x.value}</td></tr>`)}
</table>`;

/** The page of a pack for the court (证据材料): printed as it stands, it needs nothing but the pictures beside it. Pure. */
export function evidencePage(e: Evidence): string {
  const [first, ...later] = e.steps;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer"><title>证据材料</title><style>${trusted(STYLE)}</style></head><body>
<h1>证 据 材 料</h1>
<p>${e.flow} ${e.number},${e.unit}。${moment(e.takenAt)} 由${e.takenBy}从系统取出。</p>
<p class="small">妇联组织受理投诉、求助的记录可以作为证据(《最高人民法院关于办理人身安全保护令案件适用法律若干问题的规定》法释〔2022〕17号第六条第八项)。
每一项的记录时间由系统写下,记录以后不能改、不能删;附件的校验码(SHA-256)在收下时算出,取出时又核对过。${
    e.withheld.length > 0 ? `按法发〔2022〕10号第四条,不写入:${e.withheld.join('、')}。` : ''
  }</p>
${
  e.origin
    ? html`<h2>一、最初的接待记录(${e.origin.number})</h2>${record(e.origin.first)}
${e.origin.letter ? html`<p>她在网页上写的原话,收到时间 ${moment(e.origin.letter.at)}:</p><p class="say">${e.origin.letter.words}</p>` : ''}`
    : ''
}
<h2>${e.origin ? '二' : '一'}、受理记录</h2>${first ? record(first) : ''}
<h2>${e.origin ? '三' : '二'}、办理经过</h2>
<table><tr><th class="when">时间</th><th class="who">经办人</th><th>办了什么</th></tr>
${later.map((s) => html`<tr><td>${moment(s.at)}</td><td>${s.by}</td><td><b>${s.name}</b>${said(s)}</td></tr>`)}</table>
<h2>${e.origin ? '四' : '三'}、附件清单</h2>
${
  e.files.length === 0
    ? html`<p>没有附件。</p>`
    : html`<table><tr><th>编号</th><th>名称</th><th>收下的时间和人</th><th>校验码(SHA-256)</th></tr>
${e.files.map((f) => html`<tr><td>${f.packed.slice(0, 2)}</td><td>${f.name}<br><span class="small">${f.bytes} 字节</span></td><td>${moment(f.at)}<br>${f.by}</td><td class="sum">${f.sha256}</td></tr>`)}</table>`
}
<table class="sign"><tr><th>经办人签名</th><td></td><th>单位盖章</th><td></td><th>日期</th><td></td></tr></table>
${e.files
  .filter((f) => f.isPicture)
  .map(
    (f) =>
      html`<figure><img src="files/${f.packed}" alt="附件 ${f.packed.slice(0, 2)}"><figcaption>附件 ${f.packed.slice(0, 2)} ${f.name}</figcaption></figure>`,
  )}
</body></html>
`.html;
}

/** The list by which anybody can prove that nothing was changed (sha256sum -c 校验码.txt). */
export const listOf = (parts: readonly { readonly path: string; readonly sha256: string }[]): string =>
  parts.map((p) => `${p.sha256}  ${p.path}\n`).join('');
