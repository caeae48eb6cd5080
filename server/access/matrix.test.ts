import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { ROLE_NAMES, ROLES, type Role } from './index.ts';

/**
 * The access matrix (权限表): what every role meets at every kind of route, at her own unit, above, beside and below.
 * Written from the real answers of the real application; a change of rights shows as a change of the committed table.
 * UPDATE_MATRIX=1 writes it anew.
 */
const GOLDEN = new URL('./matrix.golden.md', import.meta.url);

/** Where each role sits in the test tree. */
const SEATS: Readonly<Record<Role, string>> = {
  'village-cadre': '910101001201',
  'township-cadre': '910101001',
  'county-cadre': '910101',
  'city-cadre': '910100',
  'province-cadre': '910000',
  'nation-cadre': '000000',
  'department-head': '910101-B1',
  'vice-chair': '910101',
  chair: '910101',
  'system-admin': '910101',
  'security-admin': '910101',
  'audit-admin': '910101',
};

/** One unit of each level on the line through the seats, and one of each that is nobody's here but the nation's. */
const TARGETS: readonly (readonly [label: string, code: string])[] = [
  ['全国', '000000'],
  ['本省', '910000'],
  ['本市', '910100'],
  ['本县', '910101'],
  ['部室', '910101-B1'],
  ['本乡', '910101001'],
  ['本村', '910101001201'],
  ['邻县', '910102'],
  ['邻乡', '910101002'],
  ['邻村', '910101001202'],
  ['外省村', '920101001201'],
];

const DAY = '2026-05-06';
const range = 'from=2026-01-01&to=2026-12-31';
/** Acts that change something are sent so that their content is refused after the gates: the world stays as it was. */
const ACTIONS: readonly (readonly [
  label: string,
  act: (v: Visitor, id: string, entry: string) => Promise<Answer>,
])[] = [
  ['看组织 GET /api/units/:id', (v, id) => v.get(`/api/units/${id}`)],
  ['沿革 GET /api/units/:id/history', (v, id) => v.get(`/api/units/${id}/history`)],
  [
    '看记录列表 GET /api/ledgers/training/entries',
    (v, id) => v.get(`/api/ledgers/training/entries?unit=${id}`),
  ],
  ['看一条记录 GET /api/entries/:id', (v, _id, entry) => v.get(`/api/entries/${entry}`)],
  ['照上次 GET /api/ledgers/training/last', (v, id) => v.get(`/api/ledgers/training/last?unit=${id}`)],
  ['报送情况 GET /api/coverage', (v, id) => v.get(`/api/coverage?unit=${id}&ledger=training&year=2026`)],
  ['看数字 GET /api/figures', (v, id) => v.get(`/api/figures?unit=${id}&measure=training.people&${range}`)],
  [
    '看数字背后 GET /api/figures/lines',
    (v, id) => v.get(`/api/figures/lines?unit=${id}&measure=training.people&${range}`),
  ],
  [
    '一页数 GET /api/figures/page',
    (v, id) => v.get(`/api/figures/page?unit=${id}&measures=training.people&${range}`),
  ],
  ['看报告 GET /api/reports/annual', (v, id) => v.get(`/api/reports/annual?unit=${id}&year=2026`)],
  ['看花名册 GET /api/people', (v, id) => v.get(`/api/people?unit=${id}`)],
  [
    '登记人员 POST /api/people',
    (v, id) =>
      v.post('/api/people', {
        requestKey: 'matrix-person',
        name: '样例',
        womenSince: '2099-01-01',
        post: { unitId: id, title: '干事' },
      }),
  ],
  ['记一行 POST /api/entries', (v, id) => v.post('/api/entries', trainingLine(id, { day: DAY }))],
  [
    '更正 POST /api/entries/:id/correct',
    (v, _id, entry) => v.post(`/api/entries/${entry}/correct`, { version: 999, set: {}, reason: '试' }),
  ],
  [
    '本月无 POST /api/zeros',
    (v, id) => v.post('/api/zeros', { unitId: id, ledger: 'training', month: '2025-01', nothing: false }),
  ],
  [
    '建下级 POST /api/units',
    (v, id) =>
      v.post('/api/units', {
        code: '000000',
        name: '新',
        kind: 'group',
        level: 'county',
        parentId: id,
        from: null,
      }),
  ],
  [
    '更名 POST /api/units/:id/rename',
    (v, id) => v.post(`/api/units/${id}/rename`, { name: '新名', newCode: '000000', day: '2025-01-01' }),
  ],
  [
    '合并 POST /api/units/:id/merge',
    (v, id) => v.post(`/api/units/${id}/merge`, { intoId: id, day: '2025-01-01' }),
  ],
  [
    '体检 POST /api/readings',
    (v, id) => v.post('/api/readings', { text: '共1人。', unit: id, from: '2026-01-01', to: '2026-12-31' }),
  ],
  [
    '转成期初 POST /api/readings/lines',
    (v, id) =>
      v.post('/api/readings/lines', {
        unit: id,
        figures: [
          {
            start: 0,
            raw: '1',
            value: 1,
            exact: true,
            sentence: '共1人。',
            measure: 'training.people',
            where: {},
            from: '2025-01-01',
            to: '2025-12-31',
          },
        ],
      }),
  ],
  [
    '定稿 POST /api/reports/annual/final',
    (v, id) => v.post('/api/reports/annual/final', { unitId: id, year: 2026, explanations: {} }),
  ],
  ['看设置 GET /api/settings', (v, id) => v.get(`/api/settings?unit=${id}`)],
  ['看参数 GET /api/parameters', (v, id) => v.get(`/api/parameters?unit=${id}`)],
  [
    '取走数据 POST /api/takeouts',
    (v, id) => v.post('/api/takeouts', { requestKey: 'matrix-takeout', unitId: id, reason: '试' }),
  ],
];

let w: World;
/** A line of each target unit, so that reading one has something to find. */
const lines = new Map<string, string>();

beforeAll(async () => {
  w = await openWorld();
  for (const [, code] of TARGETS) {
    const unit = w.units.get(code);
    const seat: Role = unit?.level === 'village' ? 'village-cadre' : 'county-cadre';
    const answer = await (await w.enter(seat, code)).post(
      '/api/entries',
      trainingLine(w.id(code), { day: DAY }),
    );
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    lines.set(code, answer.body.entry.id);
  }
});
afterAll(() => w.close());

/** 可 = passed the gates (also when the content was then refused) · 禁 = may see, may not do (403) · 无 = as if it were not there (404). */
function mark(status: number): string {
  if (status === 401) return '登';
  if (status === 403) return '禁';
  if (status === 404) return '无';
  return status < 500 ? '可' : `错${status}`;
}

async function drawMatrix(): Promise<string> {
  const out = [
    '# 权限表(由 matrix.test.ts 从真实应答生成;UPDATE_MATRIX=1 重写)',
    '',
    '可 = 通过权限(内容另行检查) · 禁 = 看得见、不能做(403) · 无 = 与不存在一样(404)。本省、本市……指所坐席位这一条线;邻县、邻乡、邻村与她同一上级。',
  ];
  for (const role of ROLES) {
    const visitor = await w.enter(role, SEATS[role]);
    out.push('', `## ${ROLE_NAMES[role]}(${role},席位 ${SEATS[role]})`, '');
    out.push(
      `| | ${TARGETS.map(([label]) => label).join(' | ')} |`,
      `|---|${TARGETS.map(() => '---|').join('')}`,
    );
    for (const [label, act] of ACTIONS) {
      const marks: string[] = [];
      for (const [, code] of TARGETS)
        marks.push(mark((await act(visitor, w.id(code), lines.get(code) ?? '')).status));
      out.push(`| ${label} | ${marks.join(' | ')} |`);
    }
  }
  return `${out.join('\n')}\n`;
}

test('the matrix is the committed one', async () => {
  const drawn = await drawMatrix();
  expect(drawn).not.toContain('错');
  if (process.env['UPDATE_MATRIX']) writeFileSync(GOLDEN, drawn);
  expect(drawn).toBe(readFileSync(GOLDEN, 'utf8'));
}, 120_000);
