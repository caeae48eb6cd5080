import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { ROLES, type Role } from '../access/index.ts';
import { begin, leaveOf, newKey, type Office, openOffice, take } from './testing-office.ts';

/**
 * Who reaches a matter (需知原则): every role at every level, above, beside and below, against one plain rule: she has a
 * part in it, or it does not exist for her. Counts are for whom the unit is within reach; administrators have neither.
 */
const SEATS: Readonly<Record<Role, readonly string[]>> = {
  'village-cadre': ['910101001201', '910102001201'],
  'township-cadre': ['910101001', '910201001'],
  'county-cadre': ['910101', '910102', '910101-B1'],
  'city-cadre': ['910100', '910200', '910100-B1'],
  'province-cadre': ['910000', '920000'],
  'nation-cadre': ['000000'],
  'department-head': ['910101-B1', '910100-B1'],
  'vice-chair': ['910101', '910102'],
  chair: ['910101', '910100', '000000'],
  'system-admin': ['910101'],
  'security-admin': ['910101'],
  'audit-admin': ['910101'],
};
/** Units whose subtree holds 910101; a department stands for its federation. */
const ABOVE = ['000000', '910000', '910100', '910101', '910100-B1', '910101-B1'];

let o: Office;
beforeAll(async () => {
  o = await openOffice();
});
afterAll(() => o.world.close());

test('every role at every place, in every state of a leave', async () => {
  const others: { role: Role; code: string; v: Visitor }[] = [];
  for (const role of ROLES)
    for (const code of SEATS[role]) others.push({ role, code, v: await o.world.enter(role, code) });
  const begun = await begin(o.staff, leaveOf('2026-07-01', '08:00', '2026-07-02', '18:00'));
  const id = begun.body.id as string;
  const parts = new Set([o.staff, o.chair]);
  const moves: readonly (() => Promise<{ status: number }>)[] = [
    async () => ({ status: 200 }),
    () => take(o.chair, id, 'return', { opinion: '改一天' }),
    () =>
      take(o.staff, id, 'resubmit', { data: leaveOf('2026-07-01', '08:00', '2026-07-01', '12:00')['data'] }),
    () => take(o.head, id, 'approve'),
    () => take(o.staff, id, 'cancel'),
  ];
  for (const [i, move] of moves.entries()) {
    expect([i, (await move()).status]).toEqual([i, 200]);
    // Mended to half a day it went to the head: from then on she has a part in it.
    if (i === 2) parts.add(o.head);
    for (const v of [o.staff, o.chair, o.head, o.vice, o.colleague])
      expect((await v.get(`/api/matters/${id}`)).status).toBe(parts.has(v) ? 200 : 404);
    for (const { role, code, v } of others) {
      const isAdmin = role.endsWith('-admin');
      const none = isAdmin ? 403 : 404;
      const body = { requestKey: newKey(), version: i + 1, step: 'approve' };
      const seen = [
        (await v.get(`/api/matters/${id}`)).status,
        (await v.get(`/api/matters/${id}/candidates?step=approve`)).status,
        (await v.post(`/api/matters/${id}/steps`, body)).status,
        (await v.get(`/api/matter-counts?unit=${o.world.id('910101')}`)).status,
      ];
      const counts = isAdmin ? 403 : ABOVE.includes(code) ? 200 : 404;
      expect([role, code, ...seen]).toEqual([role, code, none, none, none, counts]);
      if (!isAdmin) expect((await v.get('/api/matters?box=past')).body.rows).toEqual([]);
    }
  }
}, 120_000);
