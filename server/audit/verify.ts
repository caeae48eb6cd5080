import { appendFile, readFile } from 'node:fs/promises';
import type { Database, Row } from '../platform/db/index.ts';
import { type AuditEvent, digestOf, GENESIS, link } from './chain.ts';

export interface AuditFault {
  readonly region: string;
  readonly seq: number;
  readonly eventId: string | null;
  readonly message: string;
}

const toEvent = (r: Row): AuditEvent => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  at: r['at'] as Date,
  accountId: (r['account_id'] as string | null) ?? null,
  postId: (r['post_id'] as string | null) ?? null,
  unitPath: (r['unit_path'] as string | null) ?? null,
  action: String(r['action']),
  object: String(r['object']),
  objectId: (r['object_id'] as string | null) ?? null,
  result: r['result'] as AuditEvent['result'],
  detail: r['detail'] as AuditEvent['detail'],
});

/** One region's head as it was once, kept outside the database. */
export interface Anchor {
  readonly region: string;
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
}

/**
 * Walks the chains, all or those of some regions, and names the first bad row of each: changed, missing, reordered, or cut
 * at the end (found by the anchors). Sealing goes on meanwhile: what comes after the heads as they were at the beginning is
 * left for the next time. Returns the number of events walked and the faults; `tell` hears how far it is.
 */
export async function verifyAudit(
  db: Database,
  anchors: readonly Anchor[],
  o: { readonly regions?: readonly string[]; readonly tell?: (events: number) => void } = {},
): Promise<{ events: number; faults: AuditFault[] }> {
  const only = o.regions ?? null;
  const faults: AuditFault[] = [];
  let events = 0;
  const heads = new Map<string, { seq: number; hash: Buffer }>();
  const bad = new Set<string>();
  const hashes = new Map<string, string>();
  const wanted = new Set(anchors.map((a) => `${a.region}/${a.seq}`));
  const ask = (text: string, values: readonly unknown[]): Promise<Row[]> =>
    db.transaction([], (tx) => tx.sql(text, values), 'read');
  const { kept, sealedTo } = await db.transaction([], async (tx) => {
    const sealer = await tx.sql('SELECT sealed_to::text AS to FROM audit_sealer');
    const rows = await tx.sql(
      'SELECT region_code, seq, hash FROM audit_head WHERE $1::text[] IS NULL OR region_code = ANY($1)',
      [only],
    );
    return { kept: rows, sealedTo: sealer[0] ? String(sealer[0]['to']) : '0' };
  });
  const ends = new Map(kept.map((r) => [String(r['region_code']), Number(r['seq'])]));
  for (let after: [string, number] = ['', 0]; ; ) {
    const rows = await ask(
      `SELECT c.region_code AS chain_region, c.seq, c.event_id, c.hash, e.* FROM audit_chain c
       LEFT JOIN audit_event e ON e.region_code = c.region_code AND e.id = c.event_id
       WHERE (c.region_code, c.seq) > ($1, $2) AND ($3::text[] IS NULL OR c.region_code = ANY($3))
       ORDER BY c.region_code, c.seq LIMIT 5000`,
      [after[0], after[1], only],
    );
    for (const r of rows) {
      const region = String(r['chain_region']);
      const seq = Number(r['seq']);
      if (seq > (ends.get(region) ?? Number.POSITIVE_INFINITY)) continue;
      events += 1;
      if (bad.has(region)) continue;
      const head = heads.get(region) ?? { seq: 0, hash: GENESIS };
      const fault = faultOf(r, head);
      if (fault) {
        bad.add(region);
        faults.push({
          region,
          seq: Math.min(seq, head.seq + 1),
          eventId: String(r['event_id']),
          message: fault,
        });
        continue;
      }
      heads.set(region, { seq, hash: r['hash'] as Buffer });
      if (wanted.has(`${region}/${seq}`))
        hashes.set(`${region}/${seq}`, (r['hash'] as Buffer).toString('hex'));
    }
    const last = rows.at(-1);
    if (!last) break;
    after = [String(last['chain_region']), Number(last['seq'])];
    o.tell?.(events);
  }
  for (const r of kept) {
    const region = String(r['region_code']);
    const head = heads.get(region);
    if (!bad.has(region) && (head?.seq !== Number(r['seq']) || !head.hash.equals(r['hash'] as Buffer))) {
      bad.add(region);
      faults.push({
        region,
        seq: (head?.seq ?? 0) + 1,
        eventId: null,
        message: '审计链的末尾被截去或改动。',
      });
    }
  }
  const lost = await ask(
    `SELECT e.region_code, e.id FROM audit_event e
     WHERE e.xid < $1::xid8 AND ($2::text[] IS NULL OR e.region_code = ANY($2))
       AND NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.region_code = e.region_code AND c.event_id = e.id)
     ORDER BY e.region_code, e.id LIMIT 20`,
    [sealedTo, only],
  );
  for (const r of lost) {
    faults.push({
      region: String(r['region_code']),
      seq: 0,
      eventId: String(r['id']),
      message: '这条审计记录不在链上(链行被删或记录是后加的)。',
    });
  }
  for (const a of anchors) {
    if (bad.has(a.region)) continue;
    if (hashes.get(`${a.region}/${a.seq}`) !== a.hash) {
      faults.push({
        region: a.region,
        seq: a.seq,
        eventId: null,
        message: `与 ${a.at} 存在库外的锚点不符:链被截短或重写。`,
      });
      bad.add(a.region);
    }
  }
  return { events, faults };
}

function faultOf(r: Row, head: { seq: number; hash: Buffer }): string | null {
  const seq = Number(r['seq']);
  if (seq !== head.seq + 1) return `第 ${head.seq + 1} 条不见了。`;
  if (r['id'] === null) return '审计记录被删除,链上还留着它的编号。';
  const event = toEvent(r);
  const digest = digestOf(event, r['digest_version'] === 1 ? 1 : 2);
  if (!digest.equals(r['digest'] as Buffer)) return '审计记录的内容被改动。';
  return link(head.hash, seq, event.id, digest).equals(r['hash'] as Buffer)
    ? null
    : '链上的校验值被改动,或前后次序被调换。';
}

/** Writes today's heads outside the database (SECURITY 21), one line a region whose head moved. */
export async function anchorHeads(db: Database, file: string, at: Date): Promise<number> {
  const known = new Map((await readAnchors(file)).map((a) => [a.region, a.seq]));
  const heads = await db.transaction([], (tx) =>
    tx.sql('SELECT region_code, seq, hash FROM audit_head ORDER BY region_code'),
  );
  const lines = heads
    .filter((h) => known.get(String(h['region_code'])) !== Number(h['seq']))
    .map((h) => {
      const anchor: Anchor = {
        region: String(h['region_code']),
        seq: Number(h['seq']),
        hash: (h['hash'] as Buffer).toString('hex'),
        at: at.toISOString(),
      };
      return `${JSON.stringify(anchor)}\n`;
    });
  if (lines.length > 0) await appendFile(file, lines.join(''), { mode: 0o600 });
  return lines.length;
}

/** All anchors ever written; none when the file is not there. */
export async function readAnchors(file: string): Promise<Anchor[]> {
  try {
    const text = await readFile(file, 'utf8');
    return text
      .split('\n')
      .filter((l) => l.trim() !== '')
      .map((l) => JSON.parse(l) as Anchor);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
