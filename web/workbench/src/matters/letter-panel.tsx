import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LETTER_WHOM, type LetterView } from '../../../../contracts/api-letters.ts';
import { formatMoment } from '../format.ts';
import { read } from '../wire.ts';

const KINDS: Readonly<Record<LetterView['words'][number]['kind'], string>> = {
  letter: '她写的',
  add: '她补充的',
  answer: '给她的答复',
  withdraw: '她撤回了',
};
const RATINGS: Readonly<Record<number, string>> = { 3: '满意', 2: '基本满意', 1: '不满意' };

/** What she wrote on the public pages and what was answered (来件往来); nothing where the matter came otherwise. */
export function LetterPanel(props: { matterId: string; today: string }): ReactNode {
  const { data: letter } = useQuery({
    queryKey: ['matters', 'letter', props.matterId],
    queryFn: async ({ signal }) =>
      (await read<{ letter: LetterView | null }>(`/matters/${props.matterId}/letter`, {}, signal)).letter,
  });
  if (!letter) return null;
  return (
    <section className="sheet" aria-label="来件往来">
      <h2>来件往来</h2>
      <p className="hint">
        {letter.whom === 'me'
          ? '写的是她自己的事'
          : `写的是${LETTER_WHOM[letter.whom].replace(/\(.*\)/, '')}的事`}
        。您写的「答复」会原样给她看;每看一次都有记录。
      </p>
      {letter.state === 'withdrawn' && (
        <p className="problem" role="status">
          她已撤回:不用再办。请在「答复」里写一句「本人撤回」办结;依法必须报告的,照样报告。
        </p>
      )}
      <ol className="history">
        {letter.words.map((w) => (
          <li key={w.at}>
            <span className="history-when">{formatMoment(w.at, props.today)}</span>
            <div>
              <strong>{KINDS[w.kind]}</strong>
              {w.words !== '' && <p className="letter-words">{w.words}</p>}
            </div>
          </li>
        ))}
      </ol>
      {letter.rating !== null && <p>她的评价:{RATINGS[letter.rating]}。</p>}
    </section>
  );
}
