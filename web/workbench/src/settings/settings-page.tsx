import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import { Nowhere } from '../parts/states.tsx';
import { useHref } from '../place.ts';
import { BackupsPart } from './backups.tsx';
import { CalendarPart } from './calendar.tsx';
import { ParametersPart } from './parameters.tsx';
import { partsFor } from './parts.ts';
import { RightsPart } from './rights.tsx';
import { SettingsPart } from './setting-list.tsx';
import { TakeoutPart } from './takeout.tsx';
import '../styles/settings.css';

const PARTS: Readonly<Record<string, (props: { me: Me }) => ReactNode>> = {
  values: SettingsPart,
  backups: BackupsPart,
  parameters: ParametersPart,
  calendar: CalendarPart,
  takeout: TakeoutPart,
  rights: RightsPart,
};

/** 设置: what is decided once and holds from a day on; one address for each part. */
export function SettingsPage(props: { me: Me }): ReactNode {
  const { part } = useParams();
  const href = useHref();
  const parts = partsFor(props.me);
  const here = parts.find((p) => p.key === (part ?? parts[0]?.key));
  const Part = here ? PARTS[here.key] : undefined;
  if (!Part) return <Nowhere />;
  return (
    <>
      <div className="page-head">
        <h1>设置</h1>
      </div>
      <nav className="part-links" aria-label="设置的各部分">
        {parts.map((p) => (
          <Link
            key={p.key}
            to={href(`/settings/${p.key}`)}
            className={p === here ? 'here' : ''}
            aria-current={p === here ? 'page' : undefined}
          >
            {p.name}
          </Link>
        ))}
      </nav>
      <Part me={props.me} />
    </>
  );
}
