import type { PersonView, PostView, SealedField } from '../../contracts/api-people.ts';
import type { TransferView } from '../../contracts/api-transfers.ts';
import { type Actor, reaches, withActor } from '../access/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { isAsker, mayDecide } from './actions/transfers.ts';
import { ageOn } from './ages.ts';
import { duplicatesOf } from './duplicates.ts';
import { historyOf } from './history.ts';
import type { PeopleKit } from './kit.ts';
import { librariesOfPerson } from './libraries.ts';
import { placeOfField } from './person-fields.ts';
import { needsConsent, SEALED_LABELS } from './policy.ts';
import { mayOpen, mayWriteAt } from './rules.ts';
import { type Person, type Post, personById, postsOf } from './store.ts';
import { type Transfer, transfersOf } from './store-transfers.ts';

export const toTransferView = (actor: Actor, f: Transfer): TransferView => ({
  id: f.id,
  personId: f.personId,
  personName: f.personName,
  postId: f.postId,
  title: f.title,
  unitName: f.unitName,
  toUnitId: f.toUnitId,
  toUnitName: f.toUnitName,
  toTitle: f.toTitle,
  day: f.day,
  reason: f.reason,
  document: f.document,
  state: f.state,
  askedBy: f.askedByName,
  askedUnit: f.askedUnitName,
  askedAt: f.askedAt.toISOString(),
  consentUnit: f.consentUnitName,
  decidedBy: f.decidedByName,
  decidedAt: f.decidedAt?.toISOString() ?? null,
  decision: f.decision,
  version: f.version,
  may: [
    ...(mayDecide(actor, f) ? ['decide'] : []),
    ...(isAsker(actor, f) && f.state === 'consented' ? ['carry-out'] : []),
    ...(isAsker(actor, f) && (f.state === 'asked' || f.state === 'consented') ? ['stop'] : []),
  ],
});

/**
 * A person's file (人员档案): what is known, all her dated posts (also those elsewhere: a career goes along with the person),
 * moves, libraries and history in the reader's reach. Errors: not-found, person.merged.
 */
export async function personPage(kit: PeopleKit, actor: Actor, id: string): Promise<PersonView> {
  const today = chinaDay(kit.now());
  const seen = await withActor(kit.app, actor, async (tx) => await readFile(tx, actor, id), 'read');
  // Found in her reach; her posts elsewhere are no more of a secret than her name there.
  const posts = await kit.worker.transaction([], (tx) => postsOf(tx, [id]), 'read');
  const { person } = seen;
  const writable = posts.some(
    (p) => (p.to === null || p === posts[0]) && mayWriteAt(actor, { path: p.unitPath, level: p.level }),
  );
  const consented = new Set(seen.transfers.filter((f) => f.state === 'consented').map((f) => f.postId));
  const waiting = new Set(seen.transfers.filter((f) => f.state === 'asked').map((f) => f.postId));
  return {
    id: person.id,
    name: person.name,
    sex: person.sex,
    birthMonth: person.birthMonth,
    age: ageOn(person.birthMonth, today),
    ethnic: person.ethnic,
    schooling: person.schooling,
    party: person.party,
    establishment: person.establishment,
    rank: person.rank,
    womenSince: person.womenSince,
    note: person.note,
    version: person.version,
    posts: posts.map((p) => toPostView(actor, p, today, { consented, waiting })),
    transfers: seen.transfers.map((f) => toTransferView(actor, f)),
    libraries: seen.libraries,
    history: seen.history,
    sealed: (['phone', 'idNumber', 'birthday'] as const).map((field) => {
      const text = sealedOf(person, field);
      return {
        field,
        label: SEALED_LABELS[field],
        has: text !== null,
        masked: field === 'phone' && text !== null ? maskedPhone(kit, person, text) : null,
        may: text !== null && mayOpen(actor, field, posts, today),
      };
    }),
    same: seen.same,
    merges: seen.merges.map((m) => ({ ...m, may: writable })),
    may: writable ? ['correct', 'add-post', 'library'] : [],
  };
}

async function readFile(tx: Tx, actor: Actor, id: string) {
  const person = await personById(tx, id);
  if (!person) throw new AppError('not-found', { what: '这位人员' });
  if (person.mergedInto) throw new AppError('person.merged', { name: person.name });
  const [transfers, libraries, history, same, merges] = await Promise.all([
    transfersOf(tx, { personId: id }),
    librariesOfPerson(tx, actor, id),
    historyOf(tx, id),
    duplicatesOf(tx, actor, id),
    tx.sql(
      `SELECT m.id, m.at, p.name FROM person_merge m JOIN person p ON p.id = m.gone_id
       WHERE m.kept_id = $1 AND NOT m.apart AND m.undone_at IS NULL ORDER BY m.id DESC`,
      [id],
    ),
  ]);
  return {
    person,
    transfers,
    libraries,
    history,
    same,
    merges: merges.map((m) => ({
      id: String(m['id']),
      goneName: String(m['name']),
      at: (m['at'] as Date).toISOString(),
    })),
  };
}

export const sealedOf = (p: Person, field: SealedField): string | null =>
  ({ phone: p.sealedPhone, idNumber: p.sealedNumber, birthday: p.sealedBirth })[field];

/** 138****5678: enough to tell two persons apart, not enough to ring. */
function maskedPhone(kit: PeopleKit, person: Person, sealed: string): string {
  const digits = kit.vault.open(placeOfField(person.id, 'sealed_phone'), sealed).replace(/\D/g, '');
  return `${'*'.repeat(Math.max(digits.length - 4, 3))}${digits.slice(-4)}`;
}

function toPostView(
  actor: Actor,
  p: Post,
  today: string,
  o: { consented: ReadonlySet<string>; waiting: ReadonlySet<string> },
): PostView {
  const consent = p.to === null && needsConsent(p, today, '');
  const free = !consent || o.consented.has(p.id);
  const writes = reaches(actor, p.unitPath) && mayWriteAt(actor, { path: p.unitPath, level: p.level });
  const open = p.to === null;
  const may = writes
    ? [
        'correct',
        ...(open ? ['end'] : []),
        ...(open && free ? ['move'] : []),
        ...(open && !free && !o.waiting.has(p.id) ? ['ask'] : []),
      ]
    : [];
  return {
    id: p.id,
    unitId: p.unitId,
    unitName: p.unitName,
    title: p.title,
    kind: p.kind,
    fulltime: p.fulltime,
    extra: p.extra,
    extraNames: p.extraNames,
    share: p.share,
    from: p.from,
    to: p.to,
    termUntil: p.termUntil,
    rank: p.rank,
    startReason: p.startReason,
    startDocument: p.startDocument,
    endReason: p.endReason,
    endDocument: p.endDocument,
    version: p.version,
    needsConsent: consent,
    may,
  };
}
