import { inflateRawSync } from 'node:zlib';
import { expect } from 'vitest';
import type { ReferralsView, ReferralView } from '../../contracts/api-referrals.ts';
import type { Answer, Visitor } from '../../tests/kit/world.ts';
import { begin, newKey, type Office, openOffice } from '../flows/testing-office.ts';

/** Words that stand in the case and must stand nowhere else. */
export const WHO = '样例女士·金丝雀·4C1D';
export const CONTACT = '金丝雀电话 139-0000-4C1D';
export const ABOUT = '金丝雀经过:他昨晚又动了手';
export const ASK = '金丝雀请求:请依法处理,出具告诫书';
export const AGENCY = '金丝雀派出所';
export const CANARIES = [WHO, CONTACT, ABOUT, ASK, AGENCY, '金丝雀答复', '金丝雀接收人', '金丝雀反问'];

export interface Given {
  readonly id: string;
  readonly path: string;
  readonly pin: string;
}

/** A contact in the hands of `o.staff`, with all that is done to its referrals in a line. */
export interface Referrals {
  readonly o: Office;
  readonly matter: string;
  /** Every link that was given, to look for it where it must not be. */
  readonly links: Given[];
  send(more?: Record<string, unknown>, v?: Visitor): Promise<Answer>;
  sent(more?: Record<string, unknown>): Promise<Given>;
  all(v?: Visitor): Promise<ReferralsView>;
  one(id: string): Promise<ReferralView>;
  act(id: string, what: Record<string, unknown>): Promise<Answer>;
  agency(path: string): Agency;
  accepted(given: Given): Promise<Agency>;
}

/** On 3 November 2026, in a county's rights department. */
export async function openReferrals(): Promise<Referrals> {
  const o = await openOffice();
  await o.at('2026-11-03T09:00');
  const data = {
    danger: '没有',
    channel: '来访',
    cause: '家庭暴力',
    who: WHO,
    contact: CONTACT,
    about: ABOUT,
  };
  const begun = await begin(o.staff, { requestKey: newKey(), flow: 'first-asked', data });
  expect(begun.status).toBe(200);
  const matter: string = begun.body.id;
  const links: Given[] = [];
  const send: Referrals['send'] = (more = {}, v = o.staff) =>
    v.post(`/api/matters/${matter}/referrals`, bodyOf(more));
  const all: Referrals['all'] = async (v = o.staff) => (await v.get(`/api/matters/${matter}/referrals`)).body;
  const one: Referrals['one'] = async (id) => {
    const found = (await all()).referrals.find((r) => r.id === id);
    if (!found) throw new Error(`no referral ${id}`);
    return found;
  };
  const agency = (path: string): Agency => agencyAt(o, path);
  return {
    o,
    matter,
    links,
    send,
    all,
    one,
    agency,
    async sent(more = {}) {
      const answer = await send(more);
      expect([answer.status, answer.body]).toEqual([200, { link: expect.anything() }]);
      links.push(answer.body.link);
      return answer.body.link;
    },
    async act(id, what) {
      const { version } = await one(id);
      return await o.staff.post(`/api/referrals/${id}/acts`, { requestKey: newKey(), version, act: what });
    },
    async accepted(given) {
      const a = agency(given.path);
      await a.open(given.pin);
      await a.say('accept', { person: '金丝雀接收人', phone: '0591-110110' });
      return a;
    },
  };
}

export const bodyOf = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  requestKey: newKey(),
  kind: 'police',
  agency: AGENCY,
  ask: ASK,
  callBack: '0591-000000',
  fields: ['cause', 'about'],
  consent: { fields: ['cause', 'about', 'who'], way: 'face', day: '2026-11-03', words: '' },
  ...more,
});

interface Shown {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}
/** A browser at the agency: keeps the cookie that the page gives. */
export interface Agency {
  look(): Promise<Shown>;
  open(pin: string): Promise<Shown>;
  say(what: string, form: Record<string, string>): Promise<Shown>;
}
function agencyAt(o: Office, path: string): Agency {
  let cookie = '';
  const ask = async (method: string, sub: string, form?: Record<string, string>): Promise<Shown> => {
    const answer = await o.world.ask(method, `${path}${sub}`, {
      ...(form ? { body: new URLSearchParams(form).toString() } : {}),
      // What a browser says of a page that lets no referrer out.
      headers: {
        ...(form ? { origin: 'null', 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...(cookie ? { cookie } : {}),
      },
    });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return { status: answer.status, text: String(answer.body), headers: answer.headers };
  };
  return {
    look: () => ask('GET', ''),
    open: (pin) => ask('POST', '', { pin }),
    say: (what, form) => ask('POST', `/${what}`, { key: crypto.randomUUID(), ...form }),
  };
}

/**
 * The house dies once in a transaction that writes with this setting: after its COMMIT, or before it. The one who asked
 * learns nothing.
 */
export async function dyingOnce<T>(
  o: Office,
  setting: string,
  when: 'before' | 'after',
  fn: () => Promise<T>,
): Promise<T> {
  const { db } = o.world.house.flows;
  const real = db.transaction;
  let isDying = true;
  const dying: typeof real = async (context, work, mode) => {
    const dies = isDying && mode !== 'read' && context.some((c) => c.name === setting);
    if (!dies) return await real(context, work, mode);
    isDying = false;
    const result = await real(
      context,
      async (tx) => {
        const done = await work(tx);
        if (when === 'before') throw new Error('killed');
        return done;
      },
      mode,
    );
    if (when === 'after') throw new Error('killed');
    return result;
  };
  Object.assign(db, { transaction: dying });
  try {
    return await fn();
  } finally {
    Object.assign(db, { transaction: real });
  }
}

/** The words of a Word file: its document part, unpacked by its central directory. */
export function wordsOf(file: Buffer): string {
  for (let at = file.indexOf('PK\u0001\u0002'); at >= 0; at = file.indexOf('PK\u0001\u0002', at + 4)) {
    const name = file.subarray(at + 46, at + 46 + file.readUInt16LE(at + 28)).toString('utf8');
    if (name !== 'word/document.xml') continue;
    const start = file.readUInt32LE(at + 42);
    const data = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
    const packed = file.subarray(data, data + file.readUInt32LE(at + 20));
    return inflateRawSync(packed)
      .toString('utf8')
      .replace(/<[^>]+>/g, '');
  }
  throw new Error('no document part');
}
