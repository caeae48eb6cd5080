import type { House } from '../server/compose.ts';
import { deriveFacts } from '../server/figures/index.ts';
import { checkLine, searchTokens, splitsOf, titleOf } from '../server/ledgers/index.ts';
import type { CopyValue } from '../server/platform/db/index.ts';

/** Ledgers of the bulk world; a square of chance picks them, so the first bears half of the lines. */
const LEDGERS = ['training', 'activities', 'condolence', 'relief'] as const;
const EACH = 500;
const DAY = '2025-06-01';

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const CROPS = [
  '葡萄',
  '茶叶',
  '枇杷',
  '大棚蔬菜',
  '食用菌',
  '电商直播',
  '手工编织',
  '月嫂护理',
  '急救常识',
  '家庭理财',
];
const DEEDS = ['修剪', '种植', '入门', '提高', '实操', '技能', '讲座', '观摩'];
const PLACES = ['村部会议室', '文化礼堂', '妇女之家', '镇政府三楼', '社区活动室'];

/** The fields of the k-th pattern of a ledger. One pattern in five hundred has a rare kind, for sparse filters. */
function dataOf(ledger: (typeof LEDGERS)[number], k: number): Record<string, unknown> {
  const people = 15 + ((k * 7) % 90);
  const women = people - (k % 11);
  const rare = k === EACH - 1;
  if (ledger === 'training') {
    const kind = rare ? RARE : pick(['双学双比', '妇干', '法律', '家政服务', '创业就业', '健康'], k);
    const topic = `${pick(CROPS, k)}${pick(DEEDS, k * 3 + 1)}`;
    return {
      topic,
      kind,
      people,
      women,
      audience: pick(['妇女群众', '妇联干部'], k),
      place: pick(PLACES, k),
    };
  }
  if (ledger === 'activities') {
    const kind = rare ? RARE : pick(['节日活动', '公益讲座', '文体活动', '健康关爱', '环境整治'], k);
    const topicOf = `${pick(['三八', '六一', '重阳', '母亲节', '春节'], k)}${pick(CROPS, k * 3)}${pick(['联欢', '宣传', '义诊', '展示'], k)}`;
    return {
      topic: topicOf,
      kind,
      people,
      women,
      festival: pick(['三八', '六一', '重阳'], k),
      place: pick(PLACES, k),
    };
  }
  if (ledger === 'condolence') {
    const each = 100 + (k % 9) * 50;
    const who = rare ? RARE : pick(['贫困母亲', '困难家庭', '留守儿童', '空巢老人'], k);
    return {
      occasion: pick(['春节', '三八', '六一', '重阳'], k),
      class: who,
      people,
      each,
      sum: each * people,
    };
  }
  const group = rare ? RARE : pick(['单亲贫困母亲', '贫困妇女', '两癌妇女', '贫困儿童'], k);
  return {
    group,
    person: `样例甲${k}`,
    sex: '女',
    amount: 500 + (k % 30) * 100,
    fund: pick(['春蕾计划', '财政', '社会捐助'], k),
  };
}

/** One line in about two thousand of its ledger: the value of sparse filters. */
export const RARE = '样例少见';

/**
 * Patterns of lines and of their facts, ready for COPY. Each went through the house's own check, title, tokens and facts,
 * so that a bulk line differs from a saved one only in how it came into the table. Throws when a pattern would not save.
 */
export function templates(house: House): {
  readonly ledgers: readonly string[];
  readonly each: number;
  readonly lines: (readonly CopyValue[])[];
  readonly facts: (readonly CopyValue[])[];
} {
  const lines: (readonly CopyValue[])[] = [];
  const facts: (readonly CopyValue[])[] = [];
  for (const key of LEDGERS) {
    const ledger = house.registry().ledger(key);
    const fields = new Set(ledger.fields.keys());
    for (let k = 0; k < EACH; k += 1) {
      const raw = Object.fromEntries(Object.entries(dataOf(key, k)).filter(([name]) => fields.has(name)));
      const line = { day: DAY, until: null, data: raw, opening: null, explanation: '样例' } as const;
      const { data, problems } = checkLine(ledger, { ...line, joint: [] } as never, DAY);
      if (problems.length > 0) throw new Error(`${key} ${k}: ${JSON.stringify(problems)}`);
      const title = titleOf(ledger, data);
      const tokens = searchTokens(ledger, { title, data, opening: null });
      const sort = ledger.sortField ? data[ledger.sortField] : null;
      lines.push([
        key,
        k,
        ledger.definition.version,
        title,
        typeof sort === 'number' ? sort : null,
        JSON.stringify(data),
        tokens,
      ]);
      for (const f of deriveFacts(ledger, { ...line, data, state: 'valid' }, house.blind))
        facts.push([key, k, f.measure, f.part, f.value, splitsOf(ledger, data as never), f.person !== null]);
    }
  }
  return { ledgers: LEDGERS, each: EACH, lines, facts };
}
