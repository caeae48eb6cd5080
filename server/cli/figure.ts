import { type Command, Option } from 'commander';
import type { FigureRow } from '../../contracts/api.ts';
import type { House } from '../compose.ts';
import { ask, askBy, foldAll, reportedOf } from '../figures/index.ts';
import { unitsByIds } from '../org/index.ts';
import { isRealDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { dimensionAsked, measureAsked, whereAsked } from './asking/measures.ts';
import { unitAsked } from './asking/units.ts';
import { print } from './output.ts';
import { withHouse } from './with-house.ts';

interface FigureOptions {
  unit?: string;
  measure?: string;
  from?: string;
  to?: string;
  where: string[];
  by?: string;
  tree: 'as-it-was' | 'like-for-like';
  list?: boolean;
  json?: boolean;
}

/** ./halfsky figure: asks one figure and prints it with own, below, lines and reported-of-expected. */
export function figureCommand(program: Command): void {
  program
    .command('figure')
    .description('问一个数字')
    .option('--unit <代码>', '组织代码,如 350100;不重名的名称也可以,如 福州市')
    .option('--measure <编号>', '指标量,如 training.people;--list 列出全部,./halfsky ledgers 看怎样数')
    .option('--from <日期>', '起,如 2013-01-01')
    .option('--to <日期>', '止(含当日),如 2013-12-31;存量按这一天算')
    .option(
      '--where <条件>',
      '维度=值,如 kind=双学双比;可重复;几个值用 | 隔开(加引号);没有填的写 未填',
      collect,
      [],
    )
    .option('--by <维度>', 'unit(按下级)、month(按月)或某个维度')
    .addOption(
      new Option('--tree <口径>', 'as-it-was 按当时的隶属 · like-for-like 按现在的隶属')
        .choices(['as-it-was', 'like-for-like'])
        .default('as-it-was'),
    )
    .option('--list', '列出所有指标量')
    .option('--json', '输出 JSON')
    .action(async (o: FigureOptions) => {
      await withHouse(async (house) => {
        if (o.list) return listMeasures(house, o.json);
        const answer = await figure(house, o);
        print(o.json, answer, () => asText(answer));
      });
    });
}

const collect = (value: string, all: string[]): string[] => [...all, value];

interface FigureAnswer extends Awaited<ReturnType<typeof ask>> {
  unit: { code: string; name: string };
  measure: { key: string; label: string; kind: string; rule: string };
  unitWord: string;
  reported: Awaited<ReturnType<typeof reportedOf>>;
  rows: (FigureRow & { code?: string })[];
}

async function figure(house: House, o: FigureOptions): Promise<FigureAnswer> {
  const { from, to } = o;
  if (!o.unit || !o.measure || !from || !to)
    throw new AppError('command.needs', { what: missingOf(o).join('、') });
  const [code, name] = [o.unit, o.measure];
  for (const day of [from, to]) if (!isRealDay(day)) throw new AppError('command.bad-day', { day });
  if (from > to) throw new AppError('command.bad-day', { sentence: '--from 不能晚于 --to。' });
  // A figure asked right after an import or a save must hold it, also when no server runs to fold.
  await foldAll(house.store, house.registry());
  return await house.store.worker.transaction([], async (tx) => {
    const registry = house.registry();
    const measure = measureAsked(registry, name);
    const { ledger, compiled } = registry.measure(measure);
    const unit = await unitAsked(tx, code);
    const where = whereAsked(ledger, o.where);
    const by = o.by === undefined || ['unit', 'month'].includes(o.by) ? o.by : dimensionAsked(ledger, o.by);
    const question = { unit, measure, from, to, where, tree: o.tree };
    const answer = await ask(tx, registry, question);
    const rows = by ? await askBy(tx, registry, question, by) : [];
    if (answer.lines === 0 && !answer.opening) {
      for (const key of Object.keys(where)) {
        const there = await askBy(tx, registry, { ...question, where: {} }, key);
        if (there.length > 0)
          process.stderr.write(
            `没有符合条件的记录。这段时间里 ${key} 有:${there.map((r) => r.label).join('、')}。\n`,
          );
      }
    }
    const { label, kind, rule, unitWord } = compiled.measure;
    return {
      ...answer,
      unitWord,
      reported: await reportedOf(tx, ledger.definition, question),
      rows: by === 'unit' ? await withCodes(tx, rows) : rows,
      unit: { code: unit.code, name: unit.name },
      measure: { key: measure, label, kind, rule },
    };
  });
}

const missingOf = (o: FigureOptions): string[] =>
  (['unit', 'measure', 'from', 'to'] as const).filter((k) => !o[k]).map((k) => `--${k}`);

/** The codes by which an outsider knows the units of the rows. */
async function withCodes(tx: Tx, rows: readonly FigureRow[]): Promise<(FigureRow & { code?: string })[]> {
  const units = await unitsByIds(
    tx,
    rows.map((r) => r.key),
  );
  const codes = new Map(units.map((u) => [u.id, u.code]));
  return rows.map((r) => {
    const code = codes.get(r.key);
    return code === undefined ? r : { ...r, code };
  });
}

const said = (value: number | null, unitWord: string): string =>
  value === null ? '没有报过数' : `${value} ${unitWord}`;

function asText(a: FigureAnswer): string {
  const reported = a.reported ? `,应报 ${a.reported.expected} 个单位、已报 ${a.reported.done} 个` : '';
  return [
    `${a.unit.name} · ${a.measure.label}:${said(a.value, a.unitWord)}`,
    `本级 ${said(a.own, a.unitWord)},下级 ${said(a.below, a.unitWord)};共 ${a.lines} 条记录${a.opening ? `,其中期初 ${a.opening}` : ''}${reported}`,
    ...a.rows.map((r) => [...(r.code ? [r.code] : []), r.label, said(r.value, a.unitWord)].join('\t')),
  ].join('\n');
}

const KINDS: Readonly<Record<string, string>> = {
  flow: '流量',
  stock: '存量',
  ratio: '比例',
  extreme: '极值',
  distinct: '去重人数',
};

function listMeasures(house: House, json: boolean | undefined): void {
  const measures = [...house.registry().ledgers.values()].flatMap((l) =>
    l.measures.map(({ measure: m }) => ({
      key: m.key,
      label: m.label,
      unitWord: m.unitWord,
      kind: m.kind,
      ledger: l.definition.name,
      dimensions: l.definition.dimensions.map((d) => d.key),
    })),
  );
  print(json, measures, () =>
    measures
      .map((m) =>
        [m.key, m.label, m.unitWord, KINDS[m.kind] ?? m.kind, m.ledger, m.dimensions.join(' ')].join('\t'),
      )
      .join('\n'),
  );
}
