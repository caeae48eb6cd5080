import { parentPort } from 'node:worker_threads';
import { checkFigures, readFigures } from '../../reading/index.ts';
import {
  compare,
  passagePrints,
  passageQuestion,
  prepare,
  samenessWithin,
} from '../../reading/sameness/index.ts';
import type { Ask, Compared, ReadText, Told } from './thread-words.ts';

/**
 * Reading beside the server (另一条线程): a text of 200 pages keeps a processor busy for a second, a hostile file for ever.
 * Here neither holds up a request, and the house ends this thread when it takes too long.
 */
const port = parentPort;
if (port === null) throw new Error('this file runs as a thread of the reader');

const tell = (told: Told): void => port.postMessage(told);

port.on('message', (ask: Ask) => {
  tell({ id: ask.id, kind: 'begun' });
  answer(ask)
    .then((told) => tell(told))
    .catch((error: unknown) =>
      tell({
        id: ask.id,
        kind: 'failed',
        code: codeOf(error),
        message: error instanceof Error ? error.message : String(error),
      }),
    );
});

async function answer(ask: Ask): Promise<Told> {
  if (ask.kind === 'read') return { id: ask.id, kind: 'read', result: readText(ask.id, ask.text) };
  return { id: ask.id, kind: 'compared', result: compareWith(ask.text, ask.others) };
}

function readText(id: number, text: string): ReadText {
  tell({ id, kind: 'step', step: 1 });
  const figures = readFigures(text);
  tell({ id, kind: 'step', step: 2 });
  const checks = checkFigures(text, figures);
  tell({ id, kind: 'step', step: 3 });
  const prepared = prepare(text);
  return {
    chars: prepared.points.count,
    figures,
    checks,
    within: samenessWithin(prepared),
    question: passageQuestion(prepared.symbols),
    prints: passagePrints(prepared.symbols),
  };
}

/** The exact share of each of a few texts, with the other text's words beside. */
function compareWith(text: string, others: readonly { id: string; text: string }[]): Compared[] {
  const mine = prepare(text);
  return others.map((other) => {
    const theirs = prepare(other.text);
    const { share, stretches } = compare(mine, theirs);
    const longest = stretches.toSorted((a, b) => b.end - b.start - (a.end - a.start)).slice(0, TOLD);
    return {
      id: other.id,
      share,
      identical: other.text === text,
      stretches: longest
        .sort((a, b) => a.start - b.start)
        .map((s) => ({ ...s, otherText: theirs.points.slice(s.otherStart, s.otherEnd) })),
      more: stretches.length - longest.length,
    };
  });
}
/** Stretches that are told of one text; nobody looks through more. */
const TOLD = 200;

const codeOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
