import { type Command, Option } from 'commander';
import type { House } from '../compose.ts';
import { ask, askBy, foldAll, reportedOf } from '../figures/index.ts';
import { parseWhere } from '../ledgers/index.ts';
import { findUnit } from '../org/index.ts';
import { isRealDay } from '../platform/clock/index.ts';
import { AppError } from '../platform/errors/index.ts';
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
    .option('--unit <代码>', '组织代码,如 350100')
    .option('--measure <编号>', '指标量,如 training.people;--list 列出全部')
    .option('--from <日期>', '起,如 2013-01-01')
    .option('--to <日期>', '止(含当日),如 2013-12-31;存量按这一天算')
    .option('--where <条件>', '维度=值,可重复;一个维度几个值用 | 隔开', collect, [])
    .option('--by <维度>', 'unit(按下级)、month(按月)或某个维度')
    .addOption(
      new Option('--tree <口径>', '按当时的隶属,或按现在的隶属')
        .choices(['as-it-was', 'like-for-like'])
        .default('as-it-was'),
    )
    .option('--list', '列出所有指标量')
    .option('--json', '输出 JSON')
    .action(async (o: FigureOptions) => {
      await withHouse(async (house) => {
        if (o.list) return listMeasures(house, o.json);
        const answer = await figure(house, o);
        print(o.json, answer, () =>
          answer.value === null ? '没有报过数' : `${answer.value} ${answer.unitWord}`,
        );
      });
    });
}

const collect = (value: string, all: string[]): string[] => [...all, value];

async function figure(
  house: House,
  o: FigureOptions,
): Promise<Record<string, unknown> & { value: number | null; unitWord: string }> {
  const { unit: code, measure, from, to } = o;
  if (!code || !measure || !from || !to)
    throw new AppError('command.needs', { what: '--unit、--measure、--from、--to' });
  for (const day of [from, to]) if (!isRealDay(day)) throw new AppError('command.bad-day', { day });
  if (from > to) throw new AppError('report.period', { need: '开始日期不能晚于结束日期' });
  // A figure asked right after an import or a save must hold it, also when no server runs to fold.
  await foldAll(house.store, house.registry());
  return await house.store.worker.transaction([], async (tx) => {
    const registry = house.registry();
    const unit = await findUnit(tx, code);
    if (!unit) throw new AppError('unit.unknown', { code });
    const { ledger, compiled } = registry.measure(measure);
    const where = parseWhere(o.where.join(';'));
    for (const key of Object.keys(where)) {
      if (!ledger.definition.dimensions.some((d) => d.key === key))
        throw new AppError('figure.no-dimension', { dimension: key });
    }
    const question = { unit, measure, from, to, where, tree: o.tree };
    const answer = await ask(tx, registry, question);
    const rows = o.by ? await askBy(tx, registry, question, o.by) : [];
    return {
      ...answer,
      unitWord: compiled.measure.unitWord,
      reported: await reportedOf(tx, ledger.definition, question),
      rows,
    };
  });
}

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
      .map((m) => `${m.key}\t${m.label}\t${m.unitWord}\t${m.ledger}\t${m.dimensions.join(' ')}`)
      .join('\n'),
  );
}
