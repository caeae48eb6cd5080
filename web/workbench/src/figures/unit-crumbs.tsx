import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { useUnit } from '../queries.ts';

/** From her own unit down to the one that is shown; each step leads back. */
export function UnitCrumbs(props: { seat: string; unit: string; open: (id: string) => void }): ReactNode {
  const page = useUnit(props.unit);
  // Out of her reach: the page below says so.
  if (!page.data) return page.isError ? null : <p className="crumbs">…</p>;
  const { ancestors, unit } = page.data;
  // Above her own unit she sees names but opens nothing, so the way begins at her own.
  const from = ancestors.findIndex((a) => a.id === props.seat);
  const steps = unit.id === props.seat ? [] : ancestors.slice(Math.max(0, from));
  return (
    <nav className="crumbs" aria-label="哪个组织">
      {steps.map((step) => (
        <span key={step.id}>
          <Button type="link" size="small" onClick={() => props.open(step.id)}>
            {step.name}
          </Button>{' '}
          ›{' '}
        </span>
      ))}
      <strong aria-current="true">{unit.name}</strong>
    </nav>
  );
}
