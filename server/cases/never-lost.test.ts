import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOST, openWorld, type Visitor, type World } from '../../tests/kit/world.ts';

/** Letters as the office has them: nobody deletes one, and to whom one is only offered it stays shut. */
let w: World;
let chair: Visitor;
let rights: Visitor;
beforeAll(async () => {
  w = await openWorld();
  chair = await w.enter('chair', '910101');
  rights = await w.enter('county-cadre', '910101');
});
afterAll(() => w.close());

test('R-36 Bad: neither the office nor the house deletes a letter, nor what was done with it', async () => {
  const rows = await w.test.store.owner.transaction([], (tx) =>
    tx.sql(
      `SELECT t, has_table_privilege('halfsky_app', t, 'DELETE') OR has_table_privilege('halfsky_app', t, 'TRUNCATE') AS may
       FROM unnest($1::text[]) AS t`,
      [
        [
          ...[
            'letter',
            'letter_word',
            'letter_receipt',
            'matter',
            'matter_step',
            'matter_clock',
            'matter_read',
          ],
          ...['urgent_view', 'matter_file', 'evidence_pack', 'referral', 'referral_event', 'audit_event'],
        ],
      ],
    ),
  );
  expect(rows.filter((r) => r['may'] === true).map((r) => r['t'])).toEqual([]);
  expect(rows).toHaveLength(13);
  // And what was written once is not written over: history, looks and packs only grow.
  const changed = await w.test.store.owner.transaction([], (tx) =>
    tx.sql(`SELECT t FROM unnest($1::text[]) AS t WHERE has_table_privilege('halfsky_app', t, 'UPDATE')`, [
      ['letter_receipt', 'matter_step', 'matter_read', 'evidence_pack', 'referral_event', 'audit_event'],
    ]),
  );
  expect(changed).toEqual([]);
});

test('a letter that is only offered shows nothing; accepted, it is read', async () => {
  const form = {
    key: '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0b36',
    danger: 'no',
    whom: 'me',
    cause: 'advice',
    words: '样例:给主席的一封信',
    place: '样例910101001201',
    placeId: w.id('910101001201'),
    reach: 'code',
    agree: 'yes',
    step: '3',
    go: 'on',
  };
  const sent = await w.ask('POST', '/help/ask', {
    body: new URLSearchParams(form).toString(),
    headers: { origin: `https://${HOST}`, 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect([sent.status, String(sent.body).includes('class="code"')]).toEqual([200, true]);
  const id = (await chair.get('/api/matters')).body.rows[0].id;
  const step = async (v: Visitor, name: string, more: Record<string, unknown> = {}): Promise<number> => {
    const { version } = (await v.get(`/api/matters/${id}`)).body;
    const body = { requestKey: `never-lost-${name}`, version, step: name, ...more };
    return (await v.post(`/api/matters/${id}/steps`, body)).status;
  };
  // Zero-width spaces are no answer.
  expect(await step(chair, 'answer', { data: { answer: '\u200b\u200b' } })).toBe(422);
  expect(await step(chair, 'introduce', { to: rights.postId, opinion: '请权益部办' })).toBe(200);
  const letter = async (): Promise<unknown> => (await rights.get(`/api/matters/${id}/letter`)).body.letter;
  expect(await letter()).toBeNull();
  expect(await step(rights, 'accept')).toBe(200);
  expect(JSON.stringify(await letter())).toContain('给主席的一封信');
});
