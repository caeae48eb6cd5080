import SearchOutlined from '@ant-design/icons/SearchOutlined';
import Button from 'antd/es/button';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import mark from '../mark.svg';
import { useGo, useHref, usePath } from '../place.ts';
import { useHome } from '../queries.ts';
import { SignInAgain } from '../sign-in/sign-in-again.tsx';
import { TEXT } from '../text.ts';
import { useShortcuts } from './keys.ts';
import { pagesFor } from './pages.ts';
import { PeriodSwitch } from './period-switch.tsx';
import { PostSwitch } from './post-switch.tsx';

const Search = lazy(async () => ({ default: (await import('./search.tsx')).Search }));
const KeysHelp = lazy(async () => ({ default: (await import('./keys-help.tsx')).KeysHelp }));
const ProveAgain = lazy(async () => ({ default: (await import('../sign-in/prove-again.tsx')).ProveAgain }));
const Drawers = lazy(async () => ({ default: (await import('./drawers.tsx')).Drawers }));

/** Where am I, as whom, for when: stands around every page. */
export function Frame(props: { me: Me; children: ReactNode }): ReactNode {
  const [opened, setOpened] = useState<'search' | 'keys' | null>(null);
  const path = usePath();
  const href = useHref();
  const go = useGo();
  const home = useHome();
  const pages = pagesFor(props.me);
  const ledger = /^\/ledgers\/([^/]+)$/.exec(path)?.[1];
  useShortcuts({
    search: () => setOpened('search'),
    help: () => setOpened('keys'),
    new: () => go(ledger ? `/ledgers/${ledger}/new` : '/ledgers'),
  });
  const isHere = (to: string): boolean =>
    to === '/'
      ? path === '/'
      : path === to ||
        path.startsWith(`${to}/`) ||
        (to === '/reports' && (path === '/reading' || path.startsWith('/papers/'))) ||
        (to === '/ledgers' && path === '/closing') ||
        (to === '/figures' && path === '/scores') ||
        (to === '/matters' && path === '/personal');
  const waiting = home.data?.todo.length ?? 0;
  return (
    <div className="frame">
      <title>{`${pages.find((page) => isHere(page.to))?.name ?? ''} · ${TEXT.product}`}</title>
      <a className="skip" href="#page">
        跳到正文
      </a>
      <header className="frame-head">
        <Link className="mark" to={href('/')} aria-label={TEXT.product}>
          <img src={mark} alt="" width={22} height={22} />
          <span>{TEXT.product}</span>
        </Link>
        <PostSwitch me={props.me} />
        <Button className="search-door" onClick={() => setOpened('search')} aria-keyshortcuts="Control+K">
          <SearchOutlined className="search-sign" aria-hidden aria-label="图标" />
          <kbd aria-hidden>Ctrl K</kbd>
          <span className="visually-hidden">搜索</span>
          <span>找组织、找记录、找数字</span>
        </Button>
        <PeriodSwitch />
      </header>
      <nav className="frame-nav" aria-label="主导航">
        {pages.map((page) => (
          <Link
            key={page.to}
            to={href(page.to)}
            className={isHere(page.to) ? 'here' : ''}
            aria-current={isHere(page.to) ? 'page' : undefined}
          >
            <span className="nav-name">{page.name}</span>
            {page.to === '/' && waiting > 0 && (
              <span className="nav-count">
                <span className="visually-hidden">,</span>
                {waiting}
                <span className="visually-hidden">件</span>
              </span>
            )}
          </Link>
        ))}
        <button type="button" className="nav-keys" onClick={() => setOpened('keys')}>
          快捷键 <kbd>?</kbd>
        </button>
      </nav>
      <main id="page" className="frame-page" tabIndex={-1}>
        {props.me.sample && (
          <p className="sample-note">
            <span className="sign info">i</span> 这是样例世界,组织是真实的地名,事和人是编的,可以随便试。
          </p>
        )}
        {props.children}
      </main>
      <Suspense fallback={null}>
        {opened === 'search' && <Search me={props.me} close={() => setOpened(null)} />}
        {opened === 'keys' && <KeysHelp close={() => setOpened(null)} />}
        <Drawers me={props.me} />
        <ProveAgain />
      </Suspense>
      <SignInAgain me={props.me} />
    </div>
  );
}
