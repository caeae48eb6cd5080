import type { ReadingState, ReadingView } from '../../../contracts/api-reading.ts';
import type { Actor } from '../../access/index.ts';
import { AppError, publicError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { log } from '../../platform/log/index.ts';
import { STEPS } from './read-text.ts';

/**
 * Readings that were begun (正在体检的), so that a page may be left and come back. They live in this process's memory only,
 * for their own post only, and for half an hour: what was pasted is never put on the disk.
 */
export interface UnderWay {
  /** Begins one and waits for it a moment; a long one is asked for again by `find`. */
  begin(
    actor: Actor,
    title: string,
    work: (onStep: (step: number) => void) => Promise<ReadingView>,
  ): Promise<ReadingState>;
  /** Waits a moment for one that is not done. Null for what is not hers or was forgotten. */
  find(actor: Actor, id: string): Promise<ReadingState | null>;
}

interface One {
  readonly id: string;
  readonly owner: string;
  readonly title: string;
  readonly at: number;
  step: number;
  reading: ReadingView | null;
  problem: string | null;
  ended: Promise<void>;
}

const MOMENT_MS = 1_500;
const KEEP_MS = 1_800_000;
/** Of one post: a fourth pushes the oldest out. Of all: figures of a million characters are some ten megabytes. */
const MOST_OF_ONE = 3;
const MOST_CHARS = 20_000_000;
const MOST_RUNNING_OF_ONE = 2;

export function openUnderWay(now: () => Date): UnderWay {
  let all: One[] = [];
  const ownerOf = (actor: Actor): string => `${actor.accountId}/${actor.postId}`;
  const isDone = (one: One): boolean => one.reading !== null || one.problem !== null;
  const tidy = (owner: string): void => {
    const oldest = now().getTime() - KEEP_MS;
    const hers = all.filter((one) => one.owner === owner && isDone(one)).slice(-MOST_OF_ONE);
    all = all.filter(
      (one) => !isDone(one) || (one.at >= oldest && (one.owner !== owner || hers.includes(one))),
    );
    let chars = all.reduce((sum, one) => sum + (one.reading?.chars ?? 0), 0);
    all = all.filter((one) => {
      if (chars <= MOST_CHARS || !isDone(one)) return true;
      chars -= one.reading?.chars ?? 0;
      return false;
    });
  };
  const after = async (one: One): Promise<ReadingState> => {
    let alarm: NodeJS.Timeout | undefined;
    const moment = new Promise<void>((done) => {
      alarm = setTimeout(done, MOMENT_MS);
    });
    await Promise.race([one.ended, moment]);
    clearTimeout(alarm);
    return {
      id: one.id,
      title: one.title,
      step: one.step,
      steps: STEPS.length,
      doing: STEPS[one.step - 1] ?? '正在排队',
      reading: one.reading,
      problem: one.problem,
    };
  };
  return {
    async begin(actor, title, work) {
      const owner = ownerOf(actor);
      if (all.filter((one) => one.owner === owner && !isDone(one)).length >= MOST_RUNNING_OF_ONE)
        throw new AppError('reading.two-at-once', { retryAfter: 5 });
      const at = now();
      const one: One = {
        id: newId(at),
        owner,
        title,
        at: at.getTime(),
        step: 0,
        reading: null,
        problem: null,
        ended: Promise.resolve(),
      };
      one.ended = work((step) => {
        one.step = step;
      }).then(
        (reading) => {
          one.reading = reading;
        },
        (error: unknown) => {
          const { status, body } = publicError(error);
          if (status >= 500) log.error({ err: error }, 'reading failed');
          one.problem = (body['error'] as { message: string }).message;
        },
      );
      all.push(one);
      const state = await after(one);
      tidy(owner);
      return state;
    },
    async find(actor, id) {
      const one = all.find((x) => x.id === id && x.owner === ownerOf(actor));
      return one ? await after(one) : null;
    },
  };
}
