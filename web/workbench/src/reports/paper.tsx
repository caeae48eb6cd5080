import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ReportBlock, ReportFigure, ReportPiece, ReportView } from '../../../../contracts/api.ts';
import { whereText } from '../door.ts';
import { formatNumber } from '../format.ts';
import { useDoorHref } from '../place.ts';
import { blockId, partId } from './standing.ts';

/** The report as the issued paper looks (GB/T 9704): the wording is the server's, every bound figure a door. */
export function Paper(props: { view: ReportView }): ReactNode {
  const { view } = props;
  const figures = new Map(view.figures.map((f) => [f.key, f]));
  return (
    <article className="paper" aria-label={view.title}>
      <h1>{view.title}</h1>
      {view.parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: headings may repeat; their place is their identity
        <section key={i} id={partId(i)}>
          {part.level === 1 ? <h2>{part.heading}</h2> : <h3>{part.heading}</h3>}
          {inParagraphs(part.blocks).map((blocks) =>
            blocks[0]?.kind === 'table' ? (
              <Table key={blocks[0].key} block={blocks[0]} figures={figures} view={view} />
            ) : (
              <p key={blocks[0]?.key}>
                {blocks.map((block) => (
                  <Sentence key={block.key} block={block} figures={figures} view={view} />
                ))}
              </p>
            ),
          )}
        </section>
      ))}
    </article>
  );
}

/** Sentences of a part run on in one paragraph, as in the Word file; a table and what was written by hand stand alone. */
function inParagraphs(blocks: readonly ReportBlock[]): ReportBlock[][] {
  const groups: ReportBlock[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && before && runsOn(before) && runsOn(block)) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

const runsOn = (block: ReportBlock): boolean =>
  block.kind === 'sentence' || (block.kind === 'hand' && block.joins);

type Figures = ReadonlyMap<string, ReportFigure>;

function Sentence(props: { block: ReportBlock; figures: Figures; view: ReportView }): ReactNode {
  const { block } = props;
  if (block.kind === 'table') return null;
  if (block.kind === 'prose')
    return (
      <span id={blockId(block.key)} className="prose">
        {block.text}
      </span>
    );
  if (block.kind === 'hand')
    return (
      <span id={blockId(block.key)} className="hand">
        {block.pieces.map((piece, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity than their place
          <Piece key={i} piece={piece} figures={props.figures} view={props.view} />
        ))}
      </span>
    );
  return (
    <span id={blockId(block.key)} className={block.failed.length > 0 ? 'failed-sentence' : ''}>
      {block.pieces.map((piece, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity than their place
        <Piece key={i} piece={piece} figures={props.figures} view={props.view} />
      ))}
      {block.failed.length > 0 && (
        <span className="sign late no-print" title={block.failed.join('\n')}>
          ✗
        </span>
      )}
    </span>
  );
}

/** A stretch of a sentence: words, or a figure that opens its lines. */
export function Piece(props: { piece: ReportPiece; figures: Figures; view: ReportView }): ReactNode {
  const { piece, view } = props;
  const doorHref = useDoorHref();
  if (!('figure' in piece)) return piece.text;
  const figure = props.figures.get(piece.figure);
  if (!figure) return <mark title="还没有上报">{piece.text || '(缺)'}</mark>;
  return (
    <Link
      className={`paper-door ${figure.value === null ? 'missing' : ''}`}
      title={`${figure.label}:数出来是 ${formatNumber(figure.value)}${figure.opening > 0 ? '(含期初)' : ''}。点开看是哪几行`}
      aria-label={`${figure.label} ${piece.text}`}
      to={doorHref({
        measure: figure.measure,
        unit: view.unit.id,
        from: figure.from,
        to: figure.to,
        where: whereText(figure.where),
        scope: figure.scope,
      })}
    >
      {piece.text}
    </Link>
  );
}

/** A table of figures as it stands on the paper. */
export function Table(props: {
  block: ReportBlock & { kind: 'table' };
  figures: Figures;
  view: ReportView;
}): ReactNode {
  const { block } = props;
  return (
    <div className="table-box" id={blockId(block.key)}>
      <table>
        <caption>{block.caption}</caption>
        <thead>
          <tr>
            {block.head.map((h) => (
              <th key={h} scope="col">
                {h}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity than their place
            <tr key={i}>
              {row.map((piece, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: likewise
                <td key={at} className={at > 0 ? 'number' : ''}>
                  <Piece piece={piece} figures={props.figures} view={props.view} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
