import { createHash } from 'node:crypto';
import type { ExchangeRecord } from '../../../contracts/exchange.ts';
import type { Problems } from './problems.ts';
import { readJson, readRecord, usualCode } from './read-record.ts';
import type { Spool } from './spool.ts';

/** A record with its line in the file. */
export interface Numbered<R> {
  readonly line: number;
  readonly record: R;
}
type Of<T extends ExchangeRecord['type']> = Numbered<Extract<ExchangeRecord, { type: T }>>;

/** What a file holds, sorted by kind; the lines of ledgers, which may be millions, wait in the spool. */
export interface Sorted {
  readonly units: Of<'unit'>[];
  readonly changes: Of<'unit-change'>[];
  readonly persons: Of<'person'>[];
  readonly posts: Of<'post'>[];
  readonly zeros: Of<'zero'>[];
  /** Corrections, withdrawals and restorations in their order. */
  readonly lineChanges: (Of<'correction'> | Of<'withdrawal'> | Of<'restoration'>)[];
  /** Every unit code that the file speaks of. */
  readonly codes: Set<string>;
  readonly lines: number;
  /** SHA-256 of the file's lines. */
  readonly digest: string;
}

/** Reads all of a file once. Shapes of everything but ledger lines are checked here. */
export async function readSource(
  source: AsyncIterable<string> | Iterable<string>,
  spool: Spool,
  problems: Problems,
): Promise<Sorted> {
  const hash = createHash('sha256');
  const sorted: Omit<Sorted, 'lines' | 'digest'> = {
    units: [],
    changes: [],
    persons: [],
    posts: [],
    zeros: [],
    lineChanges: [],
    codes: new Set(),
  };
  let number = 0;
  let lines = 0;
  for await (const given of source) {
    number += 1;
    hash.update(given).update('\n');
    const text = (number === 1 ? given.replace(/^\uFEFF/, '') : given).trim();
    if (text === '') continue;
    const json = readJson(text);
    if ('problems' in json) {
      for (const p of json.problems) problems.add(number, p.field, p.message);
      continue;
    }
    if (json.record['type'] === 'line') {
      lines += 1;
      const { unit, joint } = json.record;
      for (const code of Array.isArray(joint) ? [unit, ...joint] : [unit])
        if (typeof code === 'string') sorted.codes.add(usualCode(code));
      await spool.put(number, text);
      continue;
    }
    const read = readRecord(json.record);
    if ('problems' in read) for (const p of read.problems) problems.add(number, p.field, p.message);
    else sort(sorted, number, read.record);
  }
  return { ...sorted, lines, digest: hash.digest('hex') };
}

function sort(to: Omit<Sorted, 'lines' | 'digest'>, line: number, record: ExchangeRecord): void {
  switch (record.type) {
    case 'unit':
      to.units.push({ line, record });
      to.codes.add(record.code);
      if (record.parent) to.codes.add(record.parent);
      return;
    case 'unit-change':
      to.changes.push({ line, record });
      to.codes.add(record.code);
      if (record.change === 'move') to.codes.add(record.parent);
      if (record.change === 'merge') to.codes.add(record.into);
      if (record.change === 'rename' && record.newCode) to.codes.add(record.newCode);
      return;
    case 'person':
      to.persons.push({ line, record });
      return;
    case 'post':
      to.posts.push({ line, record });
      to.codes.add(record.unit);
      return;
    case 'zero':
      to.zeros.push({ line, record });
      to.codes.add(record.unit);
      return;
    case 'correction':
      to.lineChanges.push({ line, record });
      return;
    case 'withdrawal':
      to.lineChanges.push({ line, record });
      return;
    case 'restoration':
      to.lineChanges.push({ line, record });
      return;
    case 'line':
      return;
  }
}
