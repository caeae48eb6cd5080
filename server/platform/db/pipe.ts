import pg from 'pg';
import { beginPacket, type Packet, prepared } from './wire.ts';

export interface Outcome {
  readonly rows: Record<string, unknown>[];
  readonly rowCount: number;
  /** 'INSERT', 'COMMIT', 'ROLLBACK' … */
  readonly command: string;
}

/**
 * Statements to one connection, in order. All that are asked for in one turn of the event loop leave in one packet with one
 * Sync: the server answers them together, which spares both sides much of a short statement's cost. What a named statement
 * answers is asked once a connection. A statement that fails takes the later ones of its packet with it, as a failed
 * transaction does. Nothing else may use the connection while an answer is awaited.
 */
export interface Pipe {
  send(text: string, values: readonly unknown[], name?: string): Promise<Outcome>;
}

interface Asked {
  readonly text: string;
  readonly values: readonly (string | Buffer | null)[];
  readonly name: string;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

type Columns = readonly { readonly name: string; readonly read: (text: string) => unknown }[];
/** Statements that the server keeps for a connection, with the columns of their answers. */
type Known = Map<string, { readonly text: string; readonly columns: Columns }>;

const pipes = new WeakMap<pg.ClientBase, Pipe>();

/** The pipe of a connection. */
export function pipeOf(client: pg.ClientBase): Pipe {
  const there = pipes.get(client);
  if (there) return there;
  const made = openPipe(client);
  pipes.set(client, made);
  return made;
}

function openPipe(client: pg.ClientBase): Pipe {
  const known: Known = new Map();
  let waiting: Asked[] = [];
  let busy = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || busy > 0 || waiting.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      flush();
    });
  };
  const ended = (): void => {
    busy -= 1;
    schedule();
  };
  const flush = (): void => {
    const head = waiting[0] && isSeveral(waiting[0]) ? waiting.slice(0, 1) : [];
    const cut = waiting.findIndex((a, i) => i >= head.length && isSeveral(a));
    const asked = waiting.slice(head.length, cut < 0 ? undefined : cut);
    waiting = cut < 0 ? [] : waiting.slice(cut);
    const packet = beginPacket();
    for (const a of head) packet.query(a.text);
    const misnamed = writeStatements(packet, asked, known);
    const groups = [head, asked].filter((group) => group.length > 0);
    busy = groups.length;
    // The whole packet leaves with its first group; pg hands each group what the server says to it.
    for (const [i, group] of groups.entries())
      client.query(queryOf(group, known, i === 0 ? packet.bytes() : null, misnamed, ended) as pg.Submittable);
  };
  return {
    send: (text, values, name = '') =>
      new Promise((resolve, reject) => {
        waiting.push({ text, values: values.map(prepared), name, resolve, reject });
        schedule();
      }),
  };
}

/** Several statements in one text go by the simple protocol, which knows no parameters. */
const isSeveral = (a: Asked): boolean => a.values.length === 0 && a.name === '' && /;\s*\S/.test(a.text);

/** Writes a group of single statements. Answers what is wrong where two texts share a name; nothing is sent then. */
function writeStatements(packet: Packet, asked: readonly Asked[], known: Known): Error | null {
  const parsed = new Map<string, string>();
  for (const a of asked) {
    const before = known.get(a.name)?.text;
    const text = before ?? (a.name === '' ? undefined : parsed.get(a.name));
    if (text === undefined) packet.parse(a.name, a.text);
    else if (text !== a.text) return new Error(`two statements share the name ${a.name}`);
    parsed.set(a.name, a.text);
    packet.bind(a.name, a.values);
    if (before === undefined) packet.describe();
    packet.execute();
  }
  if (asked.length > 0) packet.sync();
  return null;
}

interface Connection {
  readonly stream: { write(bytes: Buffer): boolean };
}
interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** A query object as pg takes them (its cursors and COPY streams are such): it hears the server's messages in order. */
function queryOf(
  asked: readonly Asked[],
  known: Known,
  bytes: Buffer | null,
  misnamed: Error | null,
  ended: () => void,
): object {
  const isSimple = asked.some(isSeveral);
  /** Told when the group has ended: outside a transaction a statement is only kept with the Sync behind it. */
  const outcomes: Outcome[] = [];
  let columns: Columns = [];
  let rows: Record<string, unknown>[] = [];
  const startStatement = (): void => {
    columns = known.get(asked[outcomes.length]?.name ?? '')?.columns ?? [];
    rows = [];
  };
  const complete = (tag: string): void => {
    const a = asked[outcomes.length];
    if (a && a.name !== '' && !known.has(a.name)) known.set(a.name, { text: a.text, columns });
    const [command = '', ...counts] = tag.split(' ');
    outcomes.push({ rows, rowCount: Number(counts.at(-1) ?? 0) || 0, command });
    startStatement();
  };
  const tell = (error: unknown): void => {
    // Of several statements in one text the last one's answer counts, and a failure is the failure of all.
    const done = isSimple ? (error ? [] : outcomes.slice(-1)) : outcomes;
    for (const [i, a] of asked.entries()) {
      const outcome = done[i];
      if (outcome) a.resolve(outcome);
      else a.reject(i === done.length || !isOfStatement(error) ? error : skipped());
    }
    ended();
  };
  return {
    submit(connection: Connection): Error | null {
      if (misnamed) return misnamed;
      startStatement();
      if (bytes) connection.stream.write(bytes);
      return null;
    },
    handleRowDescription(message: { readonly fields: readonly Field[] }): void {
      columns = message.fields.map((f) => ({
        name: f.name,
        read: pg.types.getTypeParser(f.dataTypeID, 'text') as (text: string) => unknown,
      }));
    },
    handleDataRow(message: { readonly fields: readonly (string | null)[] }): void {
      const row: Record<string, unknown> = {};
      for (const [i, { name, read }] of columns.entries()) {
        const text = message.fields[i] ?? null;
        row[name] = text === null ? null : read(text);
      }
      rows.push(row);
    },
    handleCommandComplete: (message: { readonly text: string }) => complete(message.text),
    handleEmptyQuery: () => complete(''),
    handleError: tell,
    handleReadyForQuery: () => tell(null),
    handlePortalSuspended: nothing,
    handleCopyInResponse: nothing,
    handleCopyData: nothing,
  };
}

const nothing = (): void => undefined;

/** Said of one statement by a server that lives on; anything else is the end of the connection and of all that wait. */
export const isOfStatement = (error: unknown): boolean =>
  (error as { severity?: string } | null)?.severity === 'ERROR';

/** What the server would have said of the statements behind a failed one. */
function skipped(): Error {
  return Object.assign(new Error('an earlier statement of this packet failed'), { code: '25P02' });
}
