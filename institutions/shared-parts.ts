import type { Check, Field, Level, UnitKind } from '../contracts/ledger.ts';

/** Parts that several ledgers share. Pure data, no Zod at run time. */

export const ALL_LEVELS: Level[] = ['nation', 'province', 'city', 'county', 'township', 'village'];
export const TOWNSHIP_AND_VILLAGE: Level[] = ['township', 'village'];
/** Who keeps the ledgers of daily work: federations, their departments, women's groups. */
export const WORKING_UNITS: UnitKind[] = ['federation', 'department', 'group', 'member'];

/** Grades of titles, plates and prizes, lowest first. 市级以上 = the last three. */
export const GRADES = ['村级', '乡级', '县级', '市级', '省级', '全国级'];
export const CITY_GRADE_AND_UP = ['市级', '省级', '全国级'];

/** Old titles and venues entered late: in stock, but not new in this period. */
export const carriedOver: Field = {
  key: 'carried',
  label: '往年已有',
  type: 'yesno',
  help: '往年就有、现在补录的,选"是":只算在册,不算今年新增。',
};

/** Name and birth date tell one person from another; both stay inside the unit. */
export const personFields = (label: string): Field[] => [
  {
    key: 'person',
    label,
    type: 'person',
    personKey: 'who',
    help: '名字只在本单位和有权限的上级看得到;不写也能记数,但算不进去重人数。',
  },
  { key: 'birth', label: '出生日期', type: 'date', personKey: 'who', help: '同名的人靠它分开,可以不填。' },
];

/** The day a thing in a register stops counting. */
export const endedOn = (label: string): Field => ({
  key: 'ended',
  label,
  type: 'date',
  help: '从这一天起不再算在册;还在就不填。',
});
export const endedAfterDay = (what: string): Check => ({
  key: 'ended-after-day',
  level: 'hard',
  test: '${ended} >= ${day}',
  say: `${what}的日期 \${ended} 早于开始的日期 \${day}。请改正其中一个日期。`,
  field: 'ended',
});
