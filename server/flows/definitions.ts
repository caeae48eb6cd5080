import type { Flow } from '../../contracts/flow.ts';
import type { Database } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { type CompiledFlow, compileFlow } from './compile.ts';

/** The flows in force and those that matters still run on. The database is the authority. */
export interface FlowBook {
  /** A version; the newest where none is named. Throws flow.unknown. */
  flow(key: string, version?: number): Promise<CompiledFlow>;
  /** The newest version of each. */
  newest(): Promise<readonly CompiledFlow[]>;
  /** Reads them where that was not done yet: before a transaction, which would wait for a second connection inside it. */
  ready(): Promise<void>;
  /** Reads again at the next question: a version was published beside this process. */
  forget(): void;
}

/** Reads definitions when they are first asked for; a version once published never changes, so it is read once. */
export function openFlowBook(db: Database): FlowBook {
  let known = new Map<string, CompiledFlow>();
  let asked: Promise<void> | null = null;
  const read = async (): Promise<void> => {
    const rows = await db.single(
      "SELECT body FROM definition WHERE kind = 'flow' ORDER BY key, version",
      [],
      'flow-definitions',
    );
    const next = new Map<string, CompiledFlow>();
    for (const row of rows) {
      const flow = compileFlow(row['body'] as Flow);
      const { key, version } = flow.definition;
      next.set(`${key}/${version}`, known.get(`${key}/${version}`) ?? flow);
      next.set(key, flow);
    }
    known = next;
  };
  const ready = async (again: boolean): Promise<void> => {
    if (again || !asked) asked = read();
    try {
      await asked;
    } catch (error) {
      asked = null;
      throw error;
    }
  };
  return {
    async flow(key, version) {
      const name = version === undefined ? key : `${key}/${version}`;
      await ready(false);
      // Published by another process since: read once more before saying that there is none.
      if (!known.has(name)) await ready(true);
      const found = known.get(name);
      if (!found) throw new AppError('flow.unknown', { key });
      return found;
    },
    ready: () => ready(false),
    forget() {
      asked = null;
    },
    async newest() {
      await ready(false);
      return [...known].filter(([name]) => !name.includes('/')).map(([, flow]) => flow);
    },
  };
}
