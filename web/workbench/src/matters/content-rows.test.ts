import { expect, test } from 'vitest';
import { contentRows } from './content-rows.ts';

const field = (key: string, label: string, type: string, unitWord?: string) =>
  ({ key, label, type, ...(unitWord ? { unitWord } : {}) }) as Parameters<typeof contentRows>[0][number];

test('a day and its hour are one moment, a day reads as a day, what is empty is not shown', () => {
  const fields = [
    field('police-day', '报警时间(日期)', 'date'),
    field('police-time', '报警时间(几点几分)', 'text'),
    field('visit-day', '下次回访', 'date'),
    field('kind', '什么样的暴力', 'choices'),
    field('score', '得分', 'integer', '分'),
    field('shelter', '安置', 'text'),
  ];
  const data = {
    'police-day': '2026-11-22',
    'police-time': '15:34',
    'visit-day': '2026-12-01',
    kind: ['身体', '精神'],
    score: 0,
    shelter: null,
  };
  expect(contentRows(fields, data)).toEqual([
    { key: 'police-day', label: '报警时间', value: '2026年11月22日 15:34' },
    { key: 'visit-day', label: '下次回访', value: '2026年12月1日' },
    { key: 'kind', label: '什么样的暴力', value: '身体、精神' },
    { key: 'score', label: '得分', value: '0 分' },
  ]);
  // A day whose hour nobody wrote down stays a day.
  expect(contentRows(fields, { 'police-day': '2026-11-22' })).toEqual([
    { key: 'police-day', label: '报警时间(日期)', value: '2026年11月22日' },
  ]);
});

test('many yes and no are one sheet that says which are yes; a few stand by themselves', () => {
  const fields = [1, 2, 3, 4, 5, 6].map((n) => field(`q${n}`, `第 ${n} 题`, 'yesno'));
  const [sheet] = contentRows(fields, { q1: false, q2: true, q3: false, q4: false, q5: true, q6: false });
  expect(sheet).toMatchObject({ summary: '逐项回答的 6 项:“是”的有 2 项(第 2 题、第 5 题)' });
  expect(sheet && 'rows' in sheet ? sheet.rows.length : 0).toBe(6);
  expect(contentRows(fields, { q1: false, q2: true })).toEqual([
    { key: 'q1', label: '第 1 题', value: '否' },
    { key: 'q2', label: '第 2 题', value: '是' },
  ]);
});
