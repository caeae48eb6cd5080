import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '../../../tests/kit/world.ts';
import { jpeg, pdf } from '../../files/testing-pictures.ts';
import { begin, newKey, type Office, openOffice, problemsOf, take } from '../../flows/testing-office.ts';

/** Files of a case and its evidence pack (材料、证据包): who, how often, what leaves and what never does. */
let o: Office;
let id: string;
const NAME = '样例女士DV88';
const HOME = '样例庇护所DV89';
const FILE = '伤情DV90.jpg';

beforeAll(async () => {
  o = await openOffice();
  await o.at('2026-11-03T09:00');
  const from = await begin(o.staff, {
    requestKey: newKey(),
    flow: 'first-asked',
    data: {
      danger: '没有',
      channel: '来电',
      cause: '家庭暴力',
      who: NAME,
      contact: HOME,
      about: '第一次说的话',
    },
  });
  const data = {
    danger: '没有',
    victim: '成年人',
    channel: '来电',
    who: NAME,
    contact: HOME,
    about: '他打我<b>',
  };
  const made = await begin(o.staff, { requestKey: newKey(), flow: 'violence', from: from.body.id, data });
  expect(problemsOf(made)).toBe('');
  id = made.body.id;
});
afterAll(() => o.world.close());

const upload = async (v: Visitor, name: string, bytes: Buffer, key = newKey()) => {
  const begun = await v.post(`/api/matters/${id}/uploads`, { requestKey: key, name, bytes: bytes.length });
  if (begun.status !== 200) return begun;
  const half = Math.floor(bytes.length / 2);
  for (const [offset, piece] of [
    [0, bytes.subarray(0, half)],
    [half, bytes.subarray(half)],
  ] as const) {
    const sent = await v.raw('PUT', `/api/matter-uploads/${begun.body.id}?offset=${offset}`, piece);
    expect(sent.status).toBe(200);
  }
  return await v.post(`/api/matter-uploads/${begun.body.id}/complete`, {});
};
const papers = async (v: Visitor) => (await v.get(`/api/matters/${id}/papers`)).body;
/** Eleven minutes on: her session lives, her last proof is too old. */
const grewStale = async (): Promise<void> => {
  o.world.clock.at = new Date(o.world.clock.at.getTime() + 11 * 60_000);
  await o.world.test.store.owner.transaction([], (tx) =>
    tx.sql('UPDATE session SET seen_at = $1, fresh_at = $2', [
      o.world.clock.at,
      new Date(o.world.clock.at.getTime() - 11 * 60_000),
    ]),
  );
};

describe('files of a case', () => {
  test('in pieces, once for each key and picture; names and bytes are sealed; others find nothing', async () => {
    const picture = jpeg({ seed: 7 });
    const key = newKey();
    expect((await upload(o.staff, FILE, picture, key)).status).toBe(200);
    expect((await upload(o.staff, '又一次.jpg', picture)).status).toBe(200);
    expect((await upload(o.staff, '报警回执.pdf', pdf())).status).toBe(200);
    expect((await upload(o.staff, '不是照片.jpg', Buffer.from('MZ 样例'))).status).toBe(422);
    const mine = await papers(o.staff);
    expect(mine.files.map((f: { name: string }) => f.name)).toEqual([FILE, '报警回执.pdf']);
    expect(mine.may).toEqual(['add', 'withdraw', 'take-out']);
    const [first] = mine.files;
    const seen = await o.staff.raw('GET', `/api/matter-files/${first.id}/file?show=1`);
    expect(Buffer.from(await seen.arrayBuffer()).equals(picture)).toBe(true);
    const kept = await o.world.test.store.owner.transaction([], (tx) =>
      tx.sql('SELECT * FROM matter_file UNION ALL SELECT * FROM matter_file'),
    );
    expect(JSON.stringify(kept)).not.toContain('伤情');
    for (const v of [o.chair, o.head, o.above]) {
      const asked = await Promise.all([
        v.get(`/api/matters/${id}/papers`),
        v.raw('GET', `/api/matter-files/${first.id}/file`),
        v.post(`/api/matters/${id}/uploads`, { requestKey: newKey(), name: 'a.jpg', bytes: 10 }),
        v.post(`/api/matter-files/${first.id}/withdraw`, { reason: '样例' }),
        v.post(`/api/matters/${id}/evidence`, { requestKey: newKey(), reason: '交法院用' }),
      ]);
      expect(asked.map((a) => a.status)).toEqual([404, 404, 404, 404, 404]);
    }
  });

  test('withdrawn with a reason, put back; to whom it is offered it is not there', async () => {
    const [first] = (await papers(o.staff)).files;
    await o.staff.post(`/api/matter-files/${first.id}/withdraw`, { reason: '传错了' });
    expect((await papers(o.staff)).files[0]).toMatchObject({ state: 'withdrawn', reason: '传错了' });
    await o.staff.post(`/api/matter-files/${first.id}/restore`, { reason: '是对的' });
    await take(o.staff, id, 'introduce', { to: o.colleague.postId, opinion: '她在权益部' });
    expect((await o.colleague.get(`/api/matters/${id}/papers`)).status).toBe(404);
    await take(o.staff, id, 'take-back');
  });
});

/** Names and bytes of a zip, read by its directory. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [packed, length, from] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.subarray(at + 46, at + 46 + length).toString();
    const data = from + 30 + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28);
    parts.set(name, inflateRawSync(zip.subarray(data, data + packed)));
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

describe('evidence pack', () => {
  let pack: string;
  test('asks who she is and why; twice is one; it stands on the case', async () => {
    const key = newKey();
    const body = { requestKey: key, reason: '申请人身安全保护令,交样例法院' };
    await grewStale();
    const stale = await o.staff.post(`/api/matters/${id}/evidence`, body);
    expect([stale.status, stale.body.error.code]).toEqual([401, 'sign-in.fresh']);
    await o.at('2026-11-03T09:30');
    expect((await o.staff.post(`/api/matters/${id}/evidence`, { ...body, reason: '' })).status).toBe(422);
    const [one, two] = await Promise.all([
      o.staff.post(`/api/matters/${id}/evidence`, body),
      o.staff.post(`/api/matters/${id}/evidence`, body),
    ]);
    expect([one.status, two.status, one.body.id]).toEqual([200, 200, two.body.id]);
    pack = one.body.id;
    const seen = (await papers(o.staff)).packs;
    expect(seen).toMatchObject([{ id: pack, reason: body.reason, files: 2, mine: true }]);
    const audit = await o.world.test.store.owner.transaction([], (tx) =>
      tx.sql(`SELECT detail::text AS d FROM audit_event WHERE action = 'matter.export' AND object_id = $1`, [
        id,
      ]),
    );
    expect(audit.length).toBeGreaterThan(0);
    expect(JSON.stringify(audit)).not.toContain('样例法院');
  });

  test('what is in it: the first words with their moment, the history, files with their digests; not where she is', async () => {
    const answer = await o.staff.raw('GET', `/api/evidence/${pack}/zip`);
    const parts = unzip(Buffer.from(await answer.arrayBuffer()));
    expect([...parts.keys()]).toEqual(['证据材料.html', 'files/01.jpg', 'files/02.pdf', '校验码.txt']);
    const list = String(parts.get('校验码.txt'));
    for (const [name, bytes] of parts)
      if (name !== '校验码.txt')
        expect(list).toContain(`${createHash('sha256').update(bytes).digest('hex')}  ${name}`);
    const page = String(parts.get('证据材料.html'));
    for (const words of [
      NAME,
      '第一次说的话',
      '他打我&lt;b&gt;',
      '2026年11月3日 09:00:00',
      FILE,
      '法释〔2022〕17号',
    ])
      expect(page).toContain(words);
    expect(page).not.toContain(HOME);
    expect((await papers(o.staff)).packs[0].sha256).toBe(createHash('sha256').update(list).digest('hex'));
    const printed = await o.staff.raw('GET', `/api/evidence/${pack}/page`);
    expect(await printed.text()).toBe(page);
    expect(page).toContain('<title>证据材料</title>');
    expect((await o.staff.raw('GET', `/api/evidence/${pack}/files/01.jpg`)).status).toBe(200);
    for (const v of [o.chair, o.colleague])
      expect((await v.raw('GET', `/api/evidence/${pack}/zip`)).status).toBe(404);
  });

  test('what changes later does not change it; a damaged file stops the next one', async () => {
    const [first] = (await papers(o.staff)).files;
    await o.staff.post(`/api/matter-files/${first.id}/withdraw`, { reason: '传错了' });
    const again = await o.staff.raw('GET', `/api/evidence/${pack}/zip`);
    expect([...unzip(Buffer.from(await again.arrayBuffer())).keys()]).toContain('files/01.jpg');
    await o.staff.post(`/api/matter-files/${first.id}/restore`, { reason: '是对的' });
    await o.world.test.store.owner.transaction([], (tx) =>
      tx.sql('UPDATE matter_file SET sha256 = $2 WHERE id = $1', [first.id, '0'.repeat(64)]),
    );
    const broken = await o.staff.post(`/api/matters/${id}/evidence`, {
      requestKey: newKey(),
      reason: '再取一次',
    });
    expect(broken.body.error.code).toBe('file.damaged');
    // The application itself can neither change nor take away that a pack was taken.
    await expect(
      o.world.test.store.app.transaction([], (tx) => tx.sql('DELETE FROM evidence_pack')),
    ).rejects.toThrow();
  });
});
