import type { ReadView } from '../../../contracts/api-secrecy.ts';
import { type Actor, roleName } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { Matter } from '../matter.ts';
import type { Acting } from '../who.ts';
import type { Right } from './may-know.ts';

/** What was looked at: the matter's page, what she wrote, or a copy that left the house. */
export type ReadWhat = 'matter' | 'letter' | 'export';
const ACTIONS: Readonly<Record<ReadWhat, string>> = {
  matter: 'matter.open',
  letter: 'letter.open',
  export: 'matter.export',
};

/**
 * Keeps that somebody looked at a case (SECURITY 15, 20): on the case itself, where everybody who handles it sees it, and in
 * the audit. In the transaction that reads, so that nothing is shown which was not noted.
 */
export async function noteRead(
  tx: Tx,
  r: {
    readonly matter: Matter;
    readonly actor: Actor;
    readonly acting: Acting;
    readonly right: Right;
    readonly what: ReadWhat;
    readonly at: Date;
  },
): Promise<void> {
  const { matter, actor, right, at } = r;
  const { own } = r.acting;
  await Promise.all([
    tx.sql(
      `INSERT INTO matter_read (region_code, id, matter_id, at, what, why, post_id, person_id, account_id, name, title, unit_name, for_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        matter.regionCode,
        newId(at),
        matter.id,
        at,
        r.what,
        right.why,
        own.postId,
        own.personId,
        actor.accountId,
        own.name,
        own.title || roleName(own.role),
        own.unit.name,
        right.forName,
      ],
      'matter-read-note',
    ),
    recordEvent(tx, {
      regionCode: matter.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: matter.unitPath,
      action: ACTIONS[r.what],
      object: `flow/${matter.flow}`,
      objectId: matter.id,
      result: 'ok',
      detail: right.why === 'urgent' ? { urgent: '紧急查看' } : {},
      at,
    }),
  ]);
}

const MOST = 2_000;

/** Who has looked at a matter (谁看过), the newest first, folded for the eye; the rows themselves stay one for each look. */
export async function readsOf(tx: Tx, matterId: string): Promise<ReadView[]> {
  const rows = await tx.sql(
    `SELECT at, what, why, person_id, name, title, unit_name, for_name FROM matter_read
     WHERE matter_id = $1 ORDER BY at DESC, id DESC LIMIT ${MOST}`,
    [matterId],
    'matter-reads',
  );
  return foldReads(
    rows
      .map((r) => ({
        person: String(r['person_id']),
        at: r['at'] as Date,
        what: r['what'] as ReadWhat,
        why: r['why'] as ReadView['why'],
        name: String(r['name']),
        title: String(r['title']),
        unit: String(r['unit_name']),
        forName: (r['for_name'] as string | null) ?? null,
      }))
      .toReversed(),
  );
}

/** One look as it is kept. */
export interface KeptRead {
  readonly person: string;
  readonly at: Date;
  readonly what: ReadWhat;
  readonly why: ReadView['why'];
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly forName: string | null;
}

/** Looks of one person, by one right, with less than this between them are shown as one. */
const FOLD_MS = 10 * 60_000;

/** Folds looks, given from the oldest; answers the newest first. A copy taken out always stands alone. Pure. */
export function foldReads(reads: readonly KeptRead[]): ReadView[] {
  const groups: { first: KeptRead; last: Date; times: number }[] = [];
  for (const read of reads) {
    const open = groups.findLast(
      (g) =>
        g.first.person === read.person &&
        g.first.why === read.why &&
        g.first.forName === read.forName &&
        g.first.what !== 'export' &&
        read.what !== 'export',
    );
    if (open && read.at.getTime() - open.last.getTime() < FOLD_MS) {
      open.last = read.at;
      // A page asks for the matter and for the letter behind it: one look.
      if (read.what === 'matter') open.times += 1;
    } else groups.push({ first: read, last: read.at, times: 1 });
  }
  return groups
    .toSorted((a, b) => b.last.getTime() - a.last.getTime())
    .map(({ first, last, times }) => ({
      name: first.name,
      title: first.title,
      unit: first.unit,
      why: first.why,
      what: first.what === 'export' ? 'export' : 'look',
      forName: first.forName,
      from: first.at.toISOString(),
      until: last.toISOString(),
      times,
    }));
}
