import type { ExchangeRecord, LineRecord } from '../../contracts/exchange.ts';
import type { Ledger } from '../../contracts/ledger.ts';
import { between, type Chance, dayAfter, dayWithin, oneOf, seeded } from '../chance.ts';
import { countyOf, type Region } from '../places.ts';
import { type Recorder, recorder } from '../recorder.ts';
import { SUBDISTRICT, SUBDISTRICT_VILLAGES } from '../units.ts';

const COUNTY = '350102';
/** These two have neither lines nor a stated zero for last month: a home page shows them as late. */
const LATE = [3, 41];

/**
 * What happened since the first of last month in 鼓楼区 and in the sample sub-district: lines, stated zeros (本月无),
 * and two units that said nothing. No day lies after `today` (2026-11-21), and the same day gives the same lines.
 */
export function* recentLife(
  region: Region,
  today: string,
  ledgers: readonly Ledger[],
): Generator<ExchangeRecord> {
  const county = countyOf(region, COUNTY);
  const units = [
    ...county.townships.flatMap((t) => [t.code, ...t.villages]),
    SUBDISTRICT.code,
    ...SUBDISTRICT_VILLAGES,
  ].filter((_, i) => !LATE.includes(i));
  const lastMonth = dayAfter(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
  const lines = [...recentLines(units, `${lastMonth}-01`, today)];
  const seen = new Set(lines.filter((l) => l.day.startsWith(lastMonth)).map((l) => `${l.unit} ${l.ledger}`));
  yield* lines;
  yield* afterthoughts(lines, today);
  // Every expected unit that has no line last month says so, except the late ones.
  for (const ledger of ledgers) {
    if (ledger.expects?.every !== 'month') continue;
    const { levels } = ledger.expects;
    for (const unit of units) {
      if (!levels.includes(unit.length === 9 ? 'township' : 'village')) continue;
      if (!seen.has(`${unit} ${ledger.key}`))
        yield { type: 'zero', unit, ledger: ledger.key, month: lastMonth };
    }
  }
}

type Maker = (line: Recorder, unit: string, day: string, chance: Chance) => LineRecord;
const MAKERS: readonly Maker[] = [
  (line, unit, day, chance) => {
    const women = between(18, 60, chance);
    return line('training', unit, day, {
      topic: oneOf(['电商直播开店', '家政收纳', '手工编织', '心理健康', '月嫂护理'], chance),
      kind: oneOf(['双学双比', '创业就业', '家政服务', '健康'], chance),
      people: women + between(0, 8, chance),
      women,
    });
  },
  (line, unit, day, chance) => {
    const people = between(20, 160, chance);
    return line('activities', unit, day, {
      topic: oneOf(['邻里读书会', '广场舞展演', '亲子手工', '反家暴主题宣传', '重阳敬老'], chance),
      kind: oneOf(['文体活动', '主题宣传', '儿童活动', '座谈交流'], chance),
      people,
      women: Math.floor(people * 0.7),
    });
  },
  (line, unit, day, chance) =>
    line('petitions', unit, day, {
      channel: oneOf(['来访', '来电', '网络'], chance),
      cause: oneOf(['婚姻家庭', '财产权益', '儿童权益', '生活困难'], chance),
    }),
  (line, unit, day, chance) => {
    const people = between(2, 15, chance);
    return line('condolence', unit, day, {
      occasion: '平时',
      class: oneOf(['困难家庭', '留守儿童', '空巢老人', '贫困母亲'], chance),
      people,
      each: 300,
      sum: people * 300,
    });
  },
];
/** Turns of the recorders: the villages and townships of 鼓楼区 mostly, then the sub-district, then the county. */
const TURNS = ['county', 'own', 'own', 'subdistrict', 'own', 'own', 'subdistrict', 'own'] as const;

function* recentLines(units: readonly string[], from: string, today: string): Generator<LineRecord> {
  const chance = seeded(`life-${today}`);
  const line = recorder(`now-${today}`);
  const own = units.filter((u) => u.startsWith(COUNTY));
  const subdistrict = units.filter((u) => u.startsWith(SUBDISTRICT.code));
  for (let i = 0; i < 112; i += 1) {
    const turn = TURNS[i % TURNS.length];
    const unit = turn === 'county' ? COUNTY : oneOf(turn === 'own' ? own : subdistrict, chance);
    yield oneOf(MAKERS, chance)(line, unit, dayWithin(from, today, chance), chance);
  }
  yield* jointDay(line, own, today);
}

/** One event of a township with two of its villages: the township leads and counts it once. */
function* jointDay(line: Recorder, units: readonly string[], today: string): Generator<LineRecord> {
  const lead = units.find((u) => u.length === 9) ?? COUNTY;
  const joint = units.filter((u) => u.length === 12 && u.startsWith(lead)).slice(0, 2);
  const data = { topic: '街道社区联办邻里节', kind: '文体活动', people: 180, women: 121 };
  yield line('activities', lead, today, data, { joint });
}

/** A slip put right and a line entered twice: history that a reader can open. */
function* afterthoughts(lines: readonly LineRecord[], today: string): Generator<ExchangeRecord> {
  const classes = lines.filter((l) => l.ledger === 'training' && l.unit !== COUNTY);
  const [slip, twice] = [classes[0], classes[1]];
  if (slip) {
    const people = Number(slip.data['people']) + 4;
    yield {
      type: 'correction',
      id: `now-${today}-correction-1`,
      line: slip.id,
      set: { people },
      reason: '样例:签到表上漏数了 4 人',
    };
  }
  if (twice) {
    const again = { ...twice, id: `${twice.id}-again` };
    yield again;
    yield {
      type: 'withdrawal',
      id: `now-${today}-withdrawal-1`,
      line: again.id,
      reason: '样例:同一期班记了两次',
    };
  }
}
