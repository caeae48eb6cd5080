import type { Role } from '../../server/access/index.ts';
import { runLoad } from '../clients.ts';
import { type Finding, median, quantile } from '../measure.ts';
import { seatsAt } from '../seats.ts';
import { withWeb } from '../web.ts';
import type { Bench } from '../world.ts';

const ROUNDS = 6;
const LINES = 1_000_000;
const row = '搜索';

const SEATS: readonly (readonly [string, string, Role])[] = [
  ['全国', '000000', 'nation-cadre'],
  ['省', '350000', 'province-cadre'],
  ['县', '350102', 'county-cadre'],
];
/** As people type: names and their middles, words that most names hold, one character, codes, initials, nothing at all. */
const UNITS = [
  ...['红旗', '中山', '新村', '东村', '村妇联', '社区', '妇联', '旗', '解放路', '向阳社区', '人民路'],
  ...['长乐', '龙凤镇', '没有这个地方', '350102', '3501', 'fz', 'fzs', 'glq', 'hqz'],
];
const LINE_WORDS = ['枇杷', '剪纸', '培训', '家政', '法律', '没有这样的事', '妇女', '鼓楼'];

/** What Ctrl K asks as one types, over 665,000 units and a million lines: units, and lines with papers. */
export async function searchAnswers(bench: Bench): Promise<Finding[]> {
  const house = await bench.world('search', LINES, { search: true, facts: false, figures: false });
  const findings: Finding[] = [];
  await withWeb(house, async (url) => {
    for (const [name, code, role] of SEATS) {
      const [seat] = await seatsAt(house, [code], role);
      if (!seat) throw new Error('no seat');
      for (const [what, path, words] of [
        ['组织', '/api/units', UNITS],
        ['记录和报告', '/api/find', LINE_WORDS],
      ] as const) {
        const asked = Array.from({ length: ROUNDS + 1 }, () =>
          words.map((q) => ({ token: seat.token, path: `${path}?q=${encodeURIComponent(q)}` })),
        ).flat();
        const result = await runLoad({ kind: 'get', url, requests: asked, clients: 1 });
        if (result.failed > 0) throw new Error(`${result.failed} searches failed: ${result.firstFailure}`);
        // The first round warms.
        const times = result.times.slice(words.length);
        const slowest = words
          .map((q, i) => ({ q, ms: median(times.filter((_, at) => at % words.length === i)) }))
          .toSorted((a, b) => b.ms - a.ms)[0];
        findings.push({
          row,
          what: `${name} · ${what},p95`,
          value: quantile(times, 0.95),
          unit: 'ms',
          target: { most: 150 },
          note: `p50 ${median(times).toFixed(1)} ms;最慢的“${slowest?.q}”${slowest?.ms.toFixed(0)} ms`,
        });
      }
    }
  });
  return findings;
}
