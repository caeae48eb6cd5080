import type { Level } from '../../contracts/ledger.ts';
import type { Role } from '../access/index.ts';

/**
 * Who may do what with a matter, said a second time: a small model written from decisions 0022 and 0029 and the words of the
 * rules (首问负责制, 不得自批, 需知原则), not from the code. It knows no database; the matrix test compares the house with it.
 */
export interface ModelUnit {
  readonly id: string;
  readonly kind: 'federation' | 'department';
  readonly level: Level;
  readonly parent: string | null;
}
export interface ModelPost {
  readonly id: string;
  readonly person: string;
  readonly account: string;
  readonly unit: string;
  readonly role: Role;
  /** She has left it, or its unit was closed. */
  gone: boolean;
}
/** One sits in for another (代理) while it holds. */
export interface ModelDeputy {
  readonly principal: string;
  readonly account: string;
  holds: boolean;
}
export interface ModelMatter {
  readonly id: string;
  readonly isCase: boolean;
  readonly unit: string;
  readonly starter: string;
  holder: string;
  offered: string | null;
  state: string;
  /** Everybody who ever had a part in it. */
  readonly had: Set<string>;
  /** Those who had it in hand. */
  readonly held: Set<string>;
  readonly reading: Set<string>;
  readonly signing: Set<string>;
  /** Those who read or signed. */
  readonly answered: Set<string>;
  /** Leaders to whom it is shown because it is late. */
  readonly shown: Set<string>;
  /** Persons who handed it on by `send`. */
  readonly sent: Set<string>;
}
export interface ModelWorld {
  readonly units: Map<string, ModelUnit>;
  readonly posts: Map<string, ModelPost>;
  readonly inCharge: Map<string, string>;
  readonly deputies: ModelDeputy[];
}

const ended = (m: ModelMatter): boolean => m.state === 'done' || m.state === 'dropped';
const isAdmin = (p: ModelPost): boolean => p.role.endsWith('-admin');

export function createModel(w: ModelWorld) {
  const post = (id: string): ModelPost => {
    const found = w.posts.get(id);
    if (!found) throw new Error(`no post ${id}`);
    return found;
  };
  const unit = (id: string): ModelUnit => {
    const found = w.units.get(id);
    if (!found) throw new Error(`no unit ${id}`);
    return found;
  };
  /** The federation to which a unit belongs as an office (本机关). */
  const officeOf = (id: string): string => (unit(id).kind === 'department' ? (unit(id).parent ?? id) : id);
  const sitsIn = (p: ModelPost, office: string | null): boolean =>
    office !== null && officeOf(p.unit) === office;

  /** The posts whose matters are hers: her own, and those she stands in for today. */
  function seats(me: ModelPost): ModelPost[] {
    if (me.gone || isAdmin(me)) return [];
    const principals = w.deputies
      .filter((d) => d.holds && d.account === me.account)
      .map((d) => post(d.principal));
    return [me, ...principals.filter((p) => !p.gone && p.id !== me.id)];
  }
  /** 需知原则: who had a part in it reads it; nobody else knows that there is such a matter. */
  const reads = (me: ModelPost, m: ModelMatter): boolean => seats(me).some((p) => m.had.has(p.id));
  const knowsAs = (p: ModelPost, m: ModelMatter): boolean =>
    !m.isCase ||
    p.id === m.starter ||
    m.held.has(p.id) ||
    m.answered.has(p.id) ||
    m.reading.has(p.id) ||
    (m.signing.has(p.id) && !ended(m));
  /** Before acceptance a receiver is told number, kind and urgency, and not what it is about. */
  const knows = (me: ModelPost, m: ModelMatter): boolean =>
    seats(me).some((p) => m.had.has(p.id) && knowsAs(p, m));

  /** Relations of the contract, one sentence each. */
  function is(relation: string, p: ModelPost, me: ModelPost, m: ModelMatter): boolean {
    const office = officeOf(m.unit);
    const above = unit(office).parent;
    switch (relation) {
      case 'starter': // whose matter it is, herself and in her own post
        return p.id === me.id && p.id === m.starter;
      case 'responsible':
        return p.id === m.holder;
      case 'offered':
        return p.id === m.offered;
      case 'taking-part': // has or had it in hand, reads it or signs it
        return m.held.has(p.id) || m.reading.has(p.id) || m.signing.has(p.id) || m.answered.has(p.id);
      case 'department-head':
        return p.role === 'department-head' && p.unit === m.unit;
      case 'in-charge':
        return w.inCharge.get(m.unit) === p.id;
      case 'chair':
        return p.role === 'chair' && p.unit === office;
      case 'above-chair':
        return p.role === 'chair' && p.unit === above;
      case 'office':
        return sitsIn(p, office);
      case 'unit-above':
        return sitsIn(p, above);
      case 'unit-below':
        return unit(p.unit).kind === 'federation' && unit(p.unit).parent === office;
      default:
        throw new Error(relation);
    }
  }
  const starterPerson = (m: ModelMatter): string => post(m.starter).person;
  /** 不得自批: neither herself in whatever post, nor for another, nor another for her. */
  const isOwn = (p: ModelPost, me: ModelPost, m: ModelMatter): boolean =>
    [p.person, me.person].includes(starterPerson(m));

  /** The steps that are hers now. */
  function may(me: ModelPost, m: ModelMatter): Set<string> {
    const mine = new Set<string>();
    if (!reads(me, m)) return mine;
    const all = seats(me);
    const open = !ended(m);
    const any = (test: (p: ModelPost) => boolean): boolean => all.some(test);
    if (any((p) => m.reading.has(p.id))) mine.add('read');
    if (!open) return mine;
    if (any((p) => p.id === m.offered)) for (const key of ['accept', 'decline']) mine.add(key);
    if (m.offered !== null && any((p) => p.id === m.holder)) mine.add('take-back');
    if (any((p) => m.shown.has(p.id))) mine.add('take-over');
    // Nor does who asks for the signature sign it for another (会签不得由请会签的人代签).
    const asks = post(m.holder).person;
    if (any((p) => m.signing.has(p.id) && !isOwn(p, me, m) && p.person !== asks && me.person !== asks))
      for (const key of ['agree', 'against']) mine.add(key);
    /** Who is not told what it is about takes it or leaves it, and does nothing else with it. */
    const as = (test: (p: ModelPost) => boolean): boolean => any((p) => knowsAs(p, m) && test(p));
    const step = (key: string, states: readonly string[], test: (p: ModelPost) => boolean): void => {
      if (states.includes(m.state) && as(test)) mine.add(key);
    };
    const responsible = (p: ModelPost): boolean => is('responsible', p, me, m);
    step('send', ['draft'], responsible);
    step('introduce', ['draft', 'work'], responsible);
    step('circulate', ['draft', 'work'], responsible);
    step('cosign', ['work'], responsible);
    for (const relation of SAYERS) step(`say-${relation}`, ['work'], (p) => is(relation, p, me, m));
    step('say-county-chair', ['work'], (p) => is('chair', p, me, m) && unit(p.unit).level === 'county');
    step('say-office-vice', ['work'], (p) => is('office', p, me, m) && p.role === 'vice-chair');
    step(
      'approve',
      ['work'],
      (p) =>
        ['responsible', 'chair', 'in-charge', 'above-chair'].some((r) => is(r, p, me, m)) &&
        !isOwn(p, me, m) &&
        // Who handed it on does not decide it (经办人不得自审).
        !m.sent.has(p.person) &&
        !m.sent.has(me.person),
    );
    step('close', ['decided'], responsible);
    step('drop', ['draft', 'work'], (p) => is('starter', p, me, m));
    return mine;
  }

  /** In which boxes it lies for her. */
  function boxes(me: ModelPost, m: ModelMatter, late: boolean): Set<string> {
    const found = new Set<string>();
    for (const { id } of seats(me)) {
      if (!m.had.has(id)) continue;
      const open = !ended(m);
      if (open && (id === m.holder || id === m.offered || m.signing.has(id))) {
        found.add('todo');
        if (late) found.add('late');
      } else if (m.reading.has(id)) found.add('read');
      else if (open && m.shown.has(id)) found.add('late');
      else found.add('past');
    }
    return found;
  }

  /** Whom it may be introduced to, read or signed by: the same office, the one above, those directly below. */
  const among = (m: ModelMatter): ModelPost[] =>
    [...w.posts.values()].filter(
      (p) =>
        !p.gone &&
        !isAdmin(p) &&
        p.person !== post(m.holder).person &&
        ['office', 'unit-above', 'unit-below'].some((r) => is(r, p, p, m)),
    );
  const isAway = (id: string): boolean => w.deputies.some((d) => d.holds && d.principal === id);

  /** Units of which she may see counts: those below her office, itself included; administrators none. */
  const counts = (me: ModelPost, unitId: string): boolean => {
    if (isAdmin(me)) return false;
    let at: string | null = unitId;
    while (at !== null && at !== officeOf(me.unit)) at = unit(at).parent;
    return at !== null;
  };
  /** One word for what she is to a matter, the strongest first: the rows of the matrix. */
  function relationTo(me: ModelPost, m: ModelMatter): string {
    if (isAdmin(me)) return '管理员';
    const word = (p: ModelPost): string | null => {
      if (!ended(m) && p.id === m.holder) return p.id === m.starter ? '责任人(本人发起)' : '责任人';
      if (p.id === m.offered) return '待接收人';
      if (m.signing.has(p.id) && !ended(m)) return '会签人';
      if (m.reading.has(p.id)) return '传阅人';
      if (m.shown.has(p.id) && !ended(m)) return '超期时看到的领导';
      if (p.id === m.starter) return '发起人';
      return m.had.has(p.id) ? '经手过的人' : null;
    };
    const own = me.gone ? null : word(me);
    if (own) return own;
    const through = seats(me)
      .slice(1)
      .map(word)
      .find((x) => x !== null);
    if (through) return `代理${through}的人`;
    if (me.gone) return '已离岗的人';
    const office = officeOf(m.unit);
    const mine = officeOf(me.unit);
    if (mine === office) return '本机关其他人';
    let at: string | null = office;
    while (at !== null && at !== mine) at = unit(at).parent;
    if (at !== null) return '上级的人';
    at = mine;
    while (at !== null && at !== office) at = unit(at).parent;
    return at !== null ? '下级的人' : '别处的人';
  }
  return { post, unit, officeOf, seats, reads, knows, may, boxes, among, isAway, counts, relationTo, ended };
}
export type Model = ReturnType<typeof createModel>;

/** Relations for each of which the test's flow has a step of its own. */
export const SAYERS = [
  'starter',
  'responsible',
  'offered',
  'taking-part',
  'department-head',
  'in-charge',
  'chair',
  'above-chair',
  'office',
  'unit-below',
  'unit-above',
] as const;
