import { isIdNumber } from '../../../contracts/api-people-fields.ts';
import type { SignKind } from '../../../contracts/api-secrecy.ts';

/** By what a person or a household is recognised again, as written in a matter's own fields. */
export interface Sign {
  readonly kind: SignKind;
  readonly text: string;
}

/** Fields whose words are about her and not about him: her telephone, her number, her home. The story is never searched. */
const PHONE_FIELDS = /^(phone|contact)(-|$)/;
const ID_FIELDS = /^(id-number|contact)(-|$)/;
const HOME_FIELDS = /^(address|home)(-|$)/;
const NAME_FIELD = 'who';

const MOBILE = /(?<!\d)(?:\+?86)?(1[3-9]\d{9})(?!\d)/g;
const LANDLINE = /(?<!\d)(0\d{2,3})-?(\d{7,8})(?!\d)/g;
const ID = /(?<!\d)(\d{17}[\dX])(?![\dX])/gi;
/** A house, not a village: with a number of the door, the building, the group. */
const HOUSE = /\d+(号|室|栋|幢|座|单元|组|户|弄|巷)/;

/** Signs in a matter's fields: telephones, identity numbers with a right check digit, homes. Each once. Pure. */
export function signsOf(data: Readonly<Record<string, unknown>>): Sign[] {
  const texts = (fields: RegExp): string[] =>
    Object.entries(data).flatMap(([key, value]) =>
      fields.test(key) && typeof value === 'string' ? [plain(value)] : [],
    );
  const name = typeof data[NAME_FIELD] === 'string' ? letters(data[NAME_FIELD]) : '';
  const found: Sign[] = [
    ...texts(PHONE_FIELDS).flatMap((t) => phonesIn(t)),
    ...texts(ID_FIELDS).flatMap((t) => idsIn(t)),
    ...texts(HOME_FIELDS).flatMap((t) => homeOf(letters(t), name)),
  ];
  return found.filter((s, i) => found.findIndex((x) => x.kind === s.kind && x.text === s.text) === i);
}

/** 138-0000 1234 → 13800001234; full-width signs as narrow ones. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‐‑–—]/g, '-')
    .replace(/(?<=\d)[\s-](?=\d)/g, '');
const letters = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

function phonesIn(text: string): Sign[] {
  // An identity number holds eleven digits in a row as well.
  const rest = text.replace(ID, ' ');
  return [
    ...[...rest.matchAll(MOBILE)].map((m) => m[1] ?? ''),
    ...[...rest.matchAll(LANDLINE)].map((m) => `${m[1]}${m[2]}`),
  ].map((t) => ({ kind: 'phone', text: t }));
}

const idsIn = (text: string): Sign[] =>
  [...text.matchAll(ID)]
    .map((m) => (m[1] ?? '').toUpperCase())
    .filter(isIdNumber)
    .map((t) => ({ kind: 'id', text: t }));

/** A house alone says a household; a village only together with her name. */
function homeOf(address: string, name: string): Sign[] {
  if (address.length < 4) return [];
  if (HOUSE.test(address) && address.length >= 6) return [{ kind: 'home', text: address }];
  return name.length >= 2 ? [{ kind: 'home', text: `${address}|${name}` }] : [];
}
