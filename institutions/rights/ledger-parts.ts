import type { Check, Field } from '../../contracts/ledger.ts';
import { CAUSES } from './flow-parts.ts';

/** Parts that the ledgers of rights work share: most of their lines come from matters (成行) and say classes and days only. */

/** What it was about, in the classes of the flows; `never`: what must not be written into it. */
export const causeField = (never: string): Field => ({
  key: 'cause',
  label: '什么事',
  type: 'choice',
  required: true,
  open: true,
  options: CAUSES,
  help: `选类别就行,不要写${never}。`,
});

/** Where it happened: a unit by its name, so that points and places below can be found in the figures. */
export const placeField: Field = {
  key: 'place',
  label: '发生在哪里',
  type: 'choice',
  open: true,
  options: ['本级'],
  maxLength: 40,
  help: '写乡镇(街道)或村(社区)妇联的名称就行,不要写门牌。',
};

/** An end is no earlier than the beginning and not ahead: `closed`, `began` as the two days are called, `open` what to do meanwhile. */
export const closedInTime = (closed: string, began: string, open: string): Check[] => [
  {
    key: 'closed-after-received',
    level: 'hard',
    test: '${closed} >= ${day}',
    say: `${closed} \${closed} 早于${began} \${day}。请改正其中一个日期。`,
    field: 'closed',
  },
  {
    key: 'closed-not-in-future',
    level: 'hard',
    test: '${closed} <= ${today}',
    say: `${closed} \${closed} 还没有到。${open}。`,
    field: 'closed',
  },
];

/** What has ended has ended somehow. */
export const closedNeedsResult = (closed: string, result: string): Check => ({
  key: 'closed-needs-result',
  level: 'hard',
  test: 'empty(${closed}) or not(empty(${result}))',
  say: `填了${closed} \${closed},还没有选${result}。请选一个结果。`,
  field: 'result',
});
