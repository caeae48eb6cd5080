import type { ReactNode } from 'react';
import type { Flow } from '../../../../contracts/flow.ts';

const [BOX_W, BOX_H, GAP_X, GAP_Y] = [104, 34, 46, 16];

interface Placed {
  readonly key: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** States in columns by how many steps they are from the beginning, in the order of the definition. Pure. */
export function placeStates(flow: Flow): { places: readonly Placed[]; width: number; height: number } {
  const depth = new Map([[flow.start.to, 0]]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const t of flow.transitions)
      for (const from of t.from)
        for (const to of [t.to, t.accepted]) {
          const at = depth.get(from);
          if (to === undefined || to === 'stay' || to === 'chosen' || at === undefined || depth.has(to))
            continue;
          depth.set(to, at + 1);
          grew = true;
        }
  }
  const last = Math.max(...depth.values());
  const columns = new Map<number, number>();
  const places = flow.states.map((s): Placed => {
    // Ends stand at the right side, wherever they branch off.
    const column = s.ends ? Math.max(last, depth.get(s.key) ?? last) : (depth.get(s.key) ?? 0);
    const row = columns.get(column) ?? 0;
    columns.set(column, row + 1);
    return { key: s.key, name: s.name, x: column * (BOX_W + GAP_X), y: row * (BOX_H + GAP_Y) };
  });
  const rows = Math.max(...columns.values());
  return { places, width: (last + 1) * (BOX_W + GAP_X) - GAP_X, height: rows * (BOX_H + GAP_Y) - GAP_Y };
}

/** The flow as a picture (流程图): where the matter has been, where it is, where it may go. */
export function FlowPicture(props: { flow: Flow; state: string; passed: readonly string[] }): ReactNode {
  const { flow, state, passed } = props;
  const { places, width, height } = placeStates(flow);
  const of = new Map(places.map((p) => [p.key, p]));
  const edges = flow.transitions.flatMap((t) =>
    t.from.flatMap((from) => {
      const [a, b] = [of.get(from), of.get(t.to)];
      return a && b && a !== b ? [{ key: `${t.key}/${from}`, name: t.name, a, b }] : [];
    }),
  );
  const now = flow.states.find((s) => s.key === state)?.name ?? state;
  const said = `流程图:现在在“${now}”。经过了${passed.map((k) => of.get(k)?.name ?? k).join('、')}。`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard too
    <section className="flow-picture" aria-label="流程图,可以左右滚动" tabIndex={0}>
      <svg
        role="img"
        aria-label={said}
        viewBox={`-30 -4 ${width + 60} ${height + 8}`}
        width={width + 60}
        height={height + 8}
      >
        {edges.map(({ key, name, a, b }) => (
          <path
            key={key}
            className={passed.includes(a.key) && (passed.includes(b.key) || b.key === state) ? 'went' : ''}
            d={curve(a, b)}
          >
            <title>{name}</title>
          </path>
        ))}
        {places.map((p) => (
          <g key={p.key} className={p.key === state ? 'now' : passed.includes(p.key) ? 'went' : ''}>
            <rect x={p.x} y={p.y} width={BOX_W} height={BOX_H} rx={6} />
            <text x={p.x + BOX_W / 2} y={p.y + BOX_H / 2 + 5} textAnchor="middle">
              {p.name}
            </text>
          </g>
        ))}
      </svg>
    </section>
  );
}

/** To the right from side to side; back, or within a column, in a bow. */
function curve(a: Placed, b: Placed): string {
  const [ay, by] = [a.y + BOX_H / 2, b.y + BOX_H / 2];
  if (b.x > a.x) {
    const [ax, bx] = [a.x + BOX_W, b.x];
    const mid = (ax + bx) / 2;
    return `M${ax},${ay} C${mid},${ay} ${mid},${by} ${bx},${by}`;
  }
  if (b.x === a.x) {
    const x = a.x + BOX_W;
    return `M${x},${ay} C${x + 26},${ay} ${x + 26},${by} ${x},${by}`;
  }
  return `M${a.x},${ay} C${a.x - 26},${ay} ${b.x + BOX_W + 26},${by} ${b.x + BOX_W},${by}`;
}
