import type { ReactNode } from 'react';
import { CONTACT_WAYS, type ContactView, OUTCOMES } from '../../../../../contracts/safe-contact.ts';
import { formatMoment } from '../../format.ts';

const wayName = (way: ContactView['attempts'][number]['way']): string =>
  way === 'she' ? '她自己来、打来' : way === 'page' ? '她在自己的页面上看到了' : CONTACT_WAYS[way];

/** Who tried to reach her when and how, and what she said before about how she may be reached. */
export function ContactRecords(props: { contact: ContactView; today: string }): ReactNode {
  const { attempts, history } = props.contact;
  if (attempts.length === 0 && history.length < 2) return null;
  return (
    <details className="contact-records">
      <summary>
        联系过 {attempts.length} 次{history.length > 1 && `,说法改过 ${history.length - 1} 次`}
      </summary>
      <ol className="history">
        {attempts.map((a) => (
          <li key={a.id}>
            <span className="history-when">{formatMoment(a.at, props.today)}</span>
            <div>
              <p>
                {wayName(a.way)}
                {a.outcome && `:${OUTCOMES[a.outcome]}`}
                {a.by && <span className="hint"> {a.by}</span>}
              </p>
              {a.words && <p className="letter-words">{a.words}</p>}
              {a.reason && <p className="problem">不在她说的范围里,原因:{a.reason}</p>}
            </div>
          </li>
        ))}
        {history.length > 1 &&
          history.map((h) => (
            <li key={h.id}>
              <span className="history-when">{formatMoment(h.at, props.today)}</span>
              <div>
                <p>
                  怎么联系她,<span className="hint">{h.by}记的</span>
                </p>
                <p>{h.words}</p>
              </div>
            </li>
          ))}
      </ol>
    </details>
  );
}
