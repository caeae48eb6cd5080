import type { CompiledLedger } from './compile.ts';
import type { Entry } from './store.ts';

/** Where a saved line counts, in words for its writer: '红旗村妇联 2013年5月 培训期数、培训人数'. */
export function countedWords(ledger: CompiledLedger, entry: Entry, unitName: string): string[] {
  if (entry.state !== 'valid') return [];
  const month = `${entry.day.slice(0, 4)}年${Number(entry.day.slice(5, 7))}月`;
  const labels = ledger.definition.measures
    .filter((m) => m.kind === 'flow' || m.kind === 'distinct')
    .map((m) => m.label);
  const words = [`${unitName} ${month}${labels.length > 0 ? ` ${labels.slice(0, 4).join('、')}` : ''}`];
  if (entry.joint.length > 0) words.push('合办的组织在自己的列表里也看得到,只在牵头单位计一次');
  words.push('上级各层的合计几秒内自动更新');
  return words;
}
