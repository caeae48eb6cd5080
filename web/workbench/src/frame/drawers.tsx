import { lazy, type ReactNode, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import { readDoor } from '../door.ts';
import { useDoors } from '../place.ts';

const FigureDrawer = lazy(async () => ({
  default: (await import('../figures/figure-drawer.tsx')).FigureDrawer,
}));
const EntryDrawer = lazy(async () => ({
  default: (await import('../records/entry-drawer.tsx')).EntryDrawer,
}));

/** The drawers that any page can open, by the address: a figure's lines, and above it one line. */
export function Drawers(props: { me: Me }): ReactNode {
  const [params] = useSearchParams();
  const { closeFigure, closeEntry } = useDoors();
  const door = readDoor(params.get('figure'));
  const entry = params.get('entry');
  return (
    <Suspense fallback={null}>
      {door && <FigureDrawer key={params.get('figure')} door={door} close={closeFigure} />}
      {entry && <EntryDrawer key={entry} id={entry} me={props.me} close={closeEntry} />}
    </Suspense>
  );
}
