import type { Flow } from '../../contracts/flow.ts';
import type { Field } from '../../contracts/ledger.ts';

/**
 * No mediation of open violence without a safety note. One rule for whoever mediates: the flow that uses it
 * takes both fields, asks them where mediation begins, and sets both guards there. In high danger there is none at all
 * (妇联组织受理家庭暴力投诉工作规程 2018: 高度危险的,不劝和、不调解).
 */
export const VIOLENCE_THERE: Field = {
  key: 'violence-there',
  label: '有没有家庭暴力',
  type: 'choice',
  options: ['没有', '有过', '正在发生或高度危险'],
  help: '分开问双方,单独问她。说不清的,按“有过”选。',
};
export const SAFETY_NOTE: Field = {
  key: 'safety-note',
  label: '安全说明',
  type: 'longtext',
  help: '有过暴力的必须写:单独问过她是否自愿、怎么保证她当场和回去以后的安全、谁陪她、出事找谁。',
};

type Guards = NonNullable<Flow['start']['guards']>;
/** The guards over those two fields; other names where a flow keeps its danger elsewhere. */
export const mediationGuards = (
  highDanger = `\${violence-there} = '正在发生或高度危险'`,
  violence = `\${violence-there} = '有过'`,
): Guards => [
  {
    test: `not(${highDanger})`,
    say: '正在发生暴力或者高度危险的,不调解、不劝和。请先报警、安置,按家庭暴力个案办。',
    field: 'violence-there',
  },
  {
    test: `not(${violence}) or string-length(\${safety-note}) >= 20`,
    say: '有家庭暴力的,没有安全说明不能调解:写明单独问过她愿不愿意、怎么保证她安全(至少 20 个字)。',
    field: 'safety-note',
  },
];
