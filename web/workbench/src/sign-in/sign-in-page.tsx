import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { SampleAccount } from '../../../../contracts/api.ts';
import { LEVELS_IN_ORDER } from '../levels.ts';
import mark from '../mark.svg';
import { queryClient } from '../queries.ts';
import { LEVEL_NAMES, TEXT } from '../text.ts';
import { isWireError, read, send, sentenceOf } from '../wire.ts';
import { SignInForm } from './sign-in-form.tsx';

const enterDesk = (): void => void queryClient.resetQueries({ queryKey: ['me'] });

/** Calm: a name, a password; in the sample world one click for an account of every level. */
export function SignInPage(): ReactNode {
  const accounts = useQuery({
    queryKey: ['sample-accounts'],
    queryFn: async ({ signal }) => {
      try {
        return (await read<{ accounts: readonly SampleAccount[] }>('/sample-accounts', {}, signal)).accounts;
      } catch (error) {
        // Outside the sample world the list does not exist, and that is in order.
        if (isWireError(error) && error.status === 404) return [];
        throw error;
      }
    },
    retry: false,
  });
  const samples = accounts.data ?? [];
  return (
    <div className={`sign-in ${samples.length > 0 ? 'with-samples' : ''}`}>
      <main className="sign-in-card">
        <h1>
          <img src={mark} alt="" width={34} height={34} /> {TEXT.product}
        </h1>
        <p className="hint">{TEXT.motto}</p>
        <SignInForm done={enterDesk} autoFocus={samples.length === 0} />
      </main>
      {samples.length > 0 && <SampleList accounts={samples} />}
    </div>
  );
}

function SampleList(props: { accounts: readonly SampleAccount[] }): ReactNode {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState('');
  const enter = async (account: SampleAccount): Promise<void> => {
    setBusy(account.login);
    setProblem('');
    try {
      await send('/sign-in', { login: account.login, password: account.password });
      enterDesk();
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy('');
    }
  };
  return (
    <section className="sample-list" aria-label="样例账号">
      <h2>样例账号</h2>
      <p>
        <span className="sign info">i</span>{' '}
        这些账号只在样例世界里有,只能在这台机器上用,密码是公开的;正式运行时一个也没有。点一下就进去。
      </p>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {LEVELS_IN_ORDER.slice()
        .reverse()
        .map((level) => {
          const here = props.accounts.filter((a) => a.level === level);
          if (here.length === 0) return null;
          return (
            <div key={level} className="sample-level">
              <h3>{LEVEL_NAMES[level]}</h3>
              <ul>
                {here.map((a) => (
                  <li key={a.login}>
                    <button
                      type="button"
                      disabled={busy !== ''}
                      onClick={() => void enter(a)}
                      aria-label={`用样例账号进入 ${a.unitName} ${a.post} ${a.name}`}
                    >
                      <strong>{a.unitName}</strong>
                      <span>
                        {a.name} · {a.post}
                      </span>
                      <span className="hint">{a.hint}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
    </section>
  );
}
