import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '../platform/db/index.ts';
import type { Dossier, Holder } from './matter.ts';
import { dossierById } from './store.ts';
import { DOCUMENT, publish } from './testing-flow.ts';
import { begin, newKey, type Office, openOffice, take } from './testing-office.ts';
import { writeDossier } from './write-dossier.ts';

/** What is written of a matter, whatever way the database takes to its rows. */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
  await publish(o.world, DOCUMENT);
});
afterAll(() => o.world.close());

/** Joins by hash read the rows of a matter in the order in which they lie, not in that of the list. */
const byHash = (tx: Tx): Promise<unknown> =>
  tx.sql('SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off');
const handedTo = (d: Dossier, holder: Holder): Dossier => ({
  ...d,
  matter: { ...d.matter, holder },
  parts: d.parts.map((p) => ({
    ...p,
    why: p.postId === holder.postId ? ('hold' as const) : ('past' as const),
  })),
});

test('back and forth between those who have a part already: one holds it, and who has let go stands before', async () => {
  const { id } = (
    await begin(o.staff, { requestKey: newKey(), flow: 'test-document', data: { subject: '通知' } })
  ).body;
  expect((await take(o.staff, id, 'submit', { to: o.head.postId })).status).toBe(200);
  const { vault } = o.world.house;
  const held = await o.world.test.store.worker.transaction([], async (tx) => {
    await byHash(tx);
    const first = await dossierById(tx, vault, id, true);
    const [one, other] = first?.parts ?? [];
    if (!first || !one || !other) throw new Error('two have a part in it');
    const seen: string[] = [];
    // Whichever row lies first, one of the two directions takes it before the other has let go.
    for (const holder of [one, other, one]) {
      const before = await dossierById(tx, vault, id, true);
      if (!before) throw new Error('it is there');
      await writeDossier(tx, before, handedTo(before, holder), { knows: () => true, sealWith: null });
      const rows = await tx.sql(`SELECT post_id FROM matter_seat WHERE matter_id = $1 AND why = 'hold'`, [
        id,
      ]);
      seen.push(...rows.map((r) => String(r['post_id'])));
    }
    return { seen, wanted: [one.postId, other.postId, one.postId] };
  });
  expect(held.seen).toEqual(held.wanted);
});
