import utils from 'pg/lib/utils.js';

/**
 * Messages of PostgreSQL's extended query protocol, written one after the other into one buffer, so that a whole packet of
 * statements leaves in one system call. pg writes each message as a buffer of its own, four for a statement.
 */
export interface Packet {
  /** Sends a statement's text, under a name or as the unnamed one. A stale statement of that name is closed first. */
  parse(name: string, text: string): void;
  bind(name: string, values: readonly (string | Buffer | null)[]): void;
  /** Asks what columns the bound statement answers. */
  describe(): void;
  execute(): void;
  /** A text of one or several statements by the simple protocol: it ends with an answer of its own. */
  query(text: string): void;
  /** Ends what was said since the last end; the server answers at once with all that it did. */
  sync(): void;
  bytes(): Buffer;
}

/** A parameter as it travels: text, or bytes for a buffer. Throws on what has no form (a circle). */
export const prepared = (value: unknown): string | Buffer | null =>
  typeof value === 'string' ? value : utils.prepareValue(value);

const [CLOSE, PARSE, BIND, DESCRIBE, EXECUTE, QUERY, SYNC] = [0x43, 0x50, 0x42, 0x44, 0x45, 0x51, 0x53];
const [STATEMENT, PORTAL] = [0x53, 0x50];

/** Begins a packet. */
export function beginPacket(size = 4_096): Packet {
  let buffer = Buffer.allocUnsafe(size);
  let at = 0;
  const ensure = (bytes: number): void => {
    if (buffer.length - at >= bytes) return;
    const larger = Buffer.allocUnsafe(buffer.length * 2 + bytes);
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
  };
  const int16 = (n: number): void => {
    at = buffer.writeUInt16BE(n, at);
  };
  const text = (s: string): void => {
    // Three bytes a UTF-16 unit at most.
    ensure(s.length * 3 + 1);
    at += buffer.write(s, at);
    buffer[at++] = 0;
  };
  const message = (kind: number, write: () => void): void => {
    ensure(64);
    buffer[at] = kind;
    const from = at + 1;
    at += 5;
    write();
    buffer.writeUInt32BE(at - from, from);
  };
  const value = (v: string | Buffer | null): void => {
    if (v === null) {
      ensure(4);
      at = buffer.writeInt32BE(-1, at);
      return;
    }
    ensure(4 + (typeof v === 'string' ? v.length * 3 : v.length));
    const written = typeof v === 'string' ? buffer.write(v, at + 4) : v.copy(buffer, at + 4);
    buffer.writeInt32BE(written, at);
    at += 4 + written;
  };
  return {
    parse(name, sql) {
      if (name !== '') {
        message(CLOSE, () => {
          buffer[at++] = STATEMENT;
          text(name);
        });
      }
      message(PARSE, () => {
        text(name);
        text(sql);
        ensure(2);
        int16(0);
      });
    },
    bind(name, values) {
      message(BIND, () => {
        text('');
        text(name);
        ensure(4 + values.length * 2);
        int16(values.length);
        for (const v of values) int16(v === null || typeof v === 'string' ? 0 : 1);
        int16(values.length);
        for (const v of values) value(v);
        ensure(2);
        int16(0);
      });
    },
    describe: () =>
      message(DESCRIBE, () => {
        buffer[at++] = PORTAL;
        text('');
      }),
    execute: () =>
      message(EXECUTE, () => {
        text('');
        ensure(4);
        at = buffer.writeUInt32BE(0, at);
      }),
    query: (sql) => message(QUERY, () => text(sql)),
    sync: () => message(SYNC, () => undefined),
    bytes: () => buffer.subarray(0, at),
  };
}
