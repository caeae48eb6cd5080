import { expect, test } from 'vitest';
import { sourceWords } from '../contracts/source-words.ts';
import { INSTITUTIONS } from './index.ts';
import { PARAMETERS } from './parameters/index.ts';
import { SETTINGS } from './settings/index.ts';

/** What users read of sources (依据): no number of ours, no remark in English. */

/** Every `source` and `sources` of a definition, however deep. */
function sourcesIn(o: unknown): string[] {
  if (typeof o !== 'object' || o === null) return [];
  return Object.entries(o).flatMap(([key, value]) => {
    if (key === 'source' && typeof value === 'string') return [value];
    if (key === 'sources' && Array.isArray(value)) return value.map(String);
    return sourcesIn(value);
  });
}
const flows = INSTITUTIONS.flatMap((i) => i.flows ?? []);

test('laws and words stay, our numbers and remarks go', () => {
  expect(sourceWords(['R-17 · 000§5「一般在3天内答复」', 'R-140 · 003§4「发挥妇女热线的作用」'])).toBe(
    '市妇联工作制度「一般在3天内答复」;市妇联关于社会管理的意见「发挥妇女热线的作用」',
  );
  expect(sourceWords(['没有出处,设置里可以改;R-21: urgent case left unread'])).toBe('没有出处,设置里可以改');
  expect(sourceWords(['R-16 · 信访工作条例第三十五条、第三十六条(FACTS 1)'])).toBe(
    '信访工作条例第三十五条、第三十六条',
  );
  expect(sourceWords(['001-F「获得司法救助1900人」'])).toBe('妇联工作材料「获得司法救助1900人」');
  expect(sourceWords(['R-34 Bad: emergency without responsible leader'])).toBe('');
});

test('no definition shows its users a number of ours', () => {
  const all = [...flows, ...SETTINGS, ...PARAMETERS].flatMap(sourcesIn);
  expect(all.length).toBeGreaterThan(60);
  const ours = all
    .map((s) => sourceWords([s]))
    .filter((s) => /R-\d|\d{3}§|\d{3}-[A-Z]|FACTS|PARAMETERS|DESIGN|[a-z]{3,} [a-z]{3,}/.test(s));
  expect(ours).toEqual([]);
  // Each kind of matter tells its ground.
  expect(flows.filter((f) => sourceWords(f.sources) === '').map((f) => f.key)).toEqual([]);
});
