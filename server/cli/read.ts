import { once } from 'node:events';
import { type Command, Option } from 'commander';
import { checkFigures } from '../reading/checks/index.ts';
import { readFigures } from '../reading/index.ts';
import { prepare } from '../reading/sameness/index.ts';
import { ledgerScope } from './read/ledger-scope.ts';
import type { Beside } from './read/ledgers.ts';
import { type Comparer, openComparer } from './read/likenesses.ts';
import { jsonOf, type ReadDocument, type UnreadDocument } from './read/report.ts';
import { namedSources, openSource, type Source, sourcesIn } from './read/sources.ts';
import { wordsOf } from './read/words.ts';

const GRADES = ['break', 'slip', 'ask'] as const;

interface ReadOptions {
  unit?: string;
  from?: string;
  to?: string;
  against?: string;
  failOn?: (typeof GRADES)[number];
  json?: boolean;
}

/**
 * ./halfsky read: figures, cross-checks and sameness of reports (报告体检). Opens no database unless --unit asks for the
 * ledgers. Exit 0 also with findings; 3 when --fail-on names a grade that occurs (a graver one counts, too); 1 when a file
 * could not be read, after the others were.
 */
export function readCommand(program: Command): void {
  program
    .command('read')
    .description('报告体检:找出数字,核对勾稽,查雷同')
    .argument('<文件...>', '.txt、.docx 或带文字的 .pdf,可以几个一起')
    .option('--unit <代码>', '与这个组织的台账核对(要同时给 --from 和 --to)')
    .option('--from <日期>', '报告所说的时间:起')
    .option('--to <日期>', '报告所说的时间:止')
    .option('--against <文件夹>', '再和这个文件夹里的材料比对雷同')
    .addOption(new Option('--fail-on <程度>', '有这样的问题就以 3 退出').choices(GRADES))
    .option('--json', '输出 JSON')
    .action(async (files: string[], o: ReadOptions) => {
      const scope = ledgerScope(o);
      if (!scope) return await readAll(files, o, null);
      // Loaded here only: reading alone needs no store and none of the house that stands on it.
      const { withLedgers } = await import('./read/ledgers.ts');
      await withLedgers(scope, async (beside) => await readAll(files, o, beside));
    });
}

async function readAll(files: readonly string[], o: ReadOptions, beside: Beside | null): Promise<void> {
  const named = await namedSources(files);
  const folder = o.against === undefined ? [] : await sourcesIn(o.against);
  const texts = new Map<string, string>();
  const unread = new Map<string, UnreadDocument>();
  for (const source of named) {
    const opened = await openSource(source);
    if ('text' in opened) texts.set(source.place, opened.text);
    else unread.set(source.place, { file: source.name, error: opened });
  }
  const others = folder.filter((s) => !named.some((n) => n.place === s.place));
  const comparer = await openComparer([...named.filter((s) => texts.has(s.place)), ...others], texts);
  const asked = GRADES.slice(0, o.failOn ? GRADES.indexOf(o.failOn) + 1 : 0);
  let isFailing = false;
  if (o.json) await say('{"documents":[');
  for (const [i, source] of named.entries()) {
    const text = texts.get(source.place);
    const doc = text === undefined ? unread.get(source.place) : await read(source, text, comparer, beside);
    if (!doc) continue;
    if ('checks' in doc)
      isFailing ||= doc.checks.some((c) => c.holds === false && asked.some((g) => g === c.grade));
    if (o.json) {
      if (i > 0) await say(',');
      for (const piece of jsonOf(doc)) await say(piece);
    } else await say(`${i > 0 ? '\n' : ''}${wordsOf(doc)}\n`);
  }
  if (o.json) await say(']}\n');
  for (const { error } of unread.values()) process.stderr.write(`${error.message}\n`);
  for (const { message } of comparer.unread) process.stderr.write(`没有比对${message}\n`);
  if (isFailing) process.exitCode = 3;
  if (unread.size > 0) process.exitCode = 1;
}

async function read(
  source: Source,
  text: string,
  comparer: Comparer,
  beside: Beside | null,
): Promise<ReadDocument> {
  const figures = readFigures(text);
  const checks = checkFigures(text, figures);
  const prepared = prepare(text);
  const sameness = await comparer.likenesses(source, prepared);
  return {
    file: source.name,
    text,
    chars: prepared.points.count,
    figures,
    checks,
    sameness,
    ...(beside ? { ledgers: await beside(text, figures) } : {}),
  };
}

/** Waits where the reader is slower than we are. */
async function say(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
