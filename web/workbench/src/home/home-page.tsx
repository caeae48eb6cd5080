import type { ReactNode } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { HomeView } from '../../../../contracts/api-home.ts';
import { Show } from '../parts/states.tsx';
import { useHome } from '../queries.ts';
import { TEXT } from '../text.ts';
import { Below } from './below.tsx';
import { ChairHome } from './chair-home.tsx';
import { OurFigures } from './our-figures.tsx';
import { Recent } from './recent.tsx';
import { Standing } from './standing.tsx';
import { Todo } from './todo.tsx';
import { WriteBar } from './write-bar.tsx';

/** 待办: the home that her work needs, by level and post. */
export function HomePage(props: { me: Me }): ReactNode {
  const home = useHome();
  return (
    <Show of={home} rows={10}>
      {(view) => (
        <>
          <h1 className="visually-hidden">{TEXT.nav.home}</h1>
          <Home view={view} me={props.me} />
        </>
      )}
    </Show>
  );
}

function Home(props: { view: HomeView; me: Me }): ReactNode {
  const { view, me } = props;
  if (view.kind === 'administrator') return <AdministratorHome view={view} me={me} />;
  if (view.kind === 'chair') return <ChairHome view={view} me={me} />;
  return (
    <div className="home">
      <div className="home-main">
        {view.kind === 'grassroots' && <WriteBar view={view} />}
        <Todo view={view} me={me} />
        <Recent view={view} me={me} />
      </div>
      <div className="home-side">
        {view.figures.length > 0 && <OurFigures view={view} me={me} />}
        {view.below && <Below below={view.below} today={me.today} />}
        {view.kind === 'office' && <WriteBar view={view} />}
      </div>
    </div>
  );
}

/** System, security, audit: what each answers for, first; business data never. */
function AdministratorHome(props: { view: HomeView; me: Me }): ReactNode {
  const { view, me } = props;
  return (
    <>
      <p className="hint home-whose">
        {me.roleName}管的是{me.unit.name}这条线,不看台账、数字和报告。
      </p>
      <div className="home">
        <div className="home-main">
          <Todo view={view} me={me} />
          {me.permissions.includes('account.read') && <Recent view={view} me={me} />}
        </div>
        <div className="home-side">
          <Standing view={view} />
        </div>
      </div>
    </>
  );
}
