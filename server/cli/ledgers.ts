import type { Command } from 'commander';
import type { CompiledLedger } from '../ledgers/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { closedOptions, fieldOf } from './asking/measures.ts';
import { nearest } from './asking/nearest.ts';
import { print } from './output.ts';
import { withHouse } from './with-house.ts';

const TYPES: Readonly<Record<string, string>> = {
  text: '文字',
  longtext: '长文字',
  date: '日期 "2013-05-06"',
  integer: '整数',
  decimal: '数,可有小数',
  money: '元,最多两位小数',
  choice: '选一个(文字)',
  choices: '选几个(文字的列表)',
  yesno: '是否 true/false',
  person: '人名',
};

/** ./halfsky ledgers: what can be imported and asked — the ledgers in force, their fields, choices, dimensions, measures. */
export function ledgersCommand(program: Command): void {
  program
    .command('ledgers')
    .description('列出台账;写上编号(如 training)则列出它的字段、可选的值、维度、数字和检查')
    .argument('[台账...]', '台账编号或名称,可以几个;不写则列出全部台账')
    .option('--json', '输出 JSON(同 contracts/ledger.ts)')
    .action(async (asked: string[], o: { json?: boolean }) => {
      await withHouse(async (house) => {
        const all = [...house.registry().ledgers.values()];
        const chosen = asked.map((text) => ledgerAsked(all, text));
        if (chosen.length === 0)
          print(
            o.json,
            all.map(({ definition: d }) => ({ key: d.key, name: d.name, about: d.about })),
            () => all.map(({ definition: d }) => `${d.key}\t${d.name}\t${d.about}`).join('\n'),
          );
        else
          print(
            o.json,
            chosen.map((l) => l.definition),
            () => chosen.map(describeLedger).join('\n\n'),
          );
      });
    });
}

function ledgerAsked(all: readonly CompiledLedger[], text: string): CompiledLedger {
  const found = all.find((l) => l.definition.key === text || l.definition.name === text);
  if (found) return found;
  const named = all.map(({ definition: d }) => ({ words: [d.key, d.name], shown: `${d.key}(${d.name})` }));
  const near = nearest(text, named, 5).map((n) => n.shown);
  throw new AppError('ledger.unknown', {
    sentence: `没有编号为「${text}」的台账。${near.length > 0 ? `相近的有:${near.join('、')}。` : ''}全部见 ./halfsky ledgers。`,
  });
}

/** One ledger as a page of text: what a line of it may carry, and what is counted from it. */
export function describeLedger(ledger: CompiledLedger): string {
  const d = ledger.definition;
  const row = (...cells: readonly string[]): string => `  ${cells.filter((c) => c !== '').join(' · ')}`;
  return [
    `${d.key} ${d.name}:${d.about}`,
    `day = ${d.dayLabel};${d.expects ? `${d.expects.levels.join('、')} 每${d.expects.every === 'month' ? '月' : d.expects.every === 'quarter' ? '季' : '年'}应报` : '不定期'};哪类组织可记:${d.kinds.join('、')}`,
    'data 的字段:',
    ...d.fields.map((f) =>
      row(
        `${f.key} ${f.label}`,
        `${TYPES[f.type] ?? f.type}${f.unitWord ? `,${f.unitWord}` : ''}`,
        f.required ? '必填' : '',
        f.options ? `${f.options.join('|')}${f.open ? '|其他文字' : ''}` : '',
      ),
    ),
    ...(d.dimensions.length > 0 ? ['维度(--where、--by):'] : []),
    ...d.dimensions.map((one) => {
      const options = closedOptions(ledger, one.key);
      const field = fieldOf(one);
      return row(
        `${one.key} ${one.label}`,
        field && field !== one.key ? `即字段 ${field}` : '',
        options?.join('|') ?? '',
      );
    }),
    '数字(--measure):',
    ...ledger.measures.map(({ measure: m }) => row(`${m.key} ${m.label}`, m.unitWord, m.kind, m.rule)),
    '检查(hard 不符不收,soft 不符须有 explanation):',
    ...d.checks.map((c) => row(c.level, c.say)),
  ].join('\n');
}
