import { useEffect, useRef, useState } from 'react';
import { type CompletedUpload, MOST_ATTACHMENTS } from '../../../../contracts/api-files.ts';
import { newRequestKey } from '../draft.ts';
import { isWireError } from '../wire.ts';
import { prepare } from './prepare.ts';
import { sendFile, type UploadTo } from './send-file.ts';

/** A chosen file that has not arrived yet. */
export interface Coming {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly received: number;
  readonly state: 'preparing' | 'sending' | 'waiting' | 'refused';
  readonly say: string;
}

/** Files on their way, one after the other; `arrived` is told of each. Leaving the page ends them, the server keeps what it has. */
export function useUploads(o: {
  to: UploadTo;
  there: number;
  /** How many may stand there at most. */
  most?: number;
  arrived: (done: CompletedUpload) => void;
}): {
  coming: readonly Coming[];
  add: (files: readonly File[]) => void;
  remove: (key: string) => void;
  /** Is anything still on its way? What was refused is not. */
  busy: boolean;
  full: boolean;
} {
  const [coming, setComing] = useState<readonly Coming[]>([]);
  const latest = useRef(o);
  latest.current = o;
  const stops = useRef(new Map<string, AbortController>());
  const line = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    const all = stops.current;
    return () => {
      for (const stop of all.values()) stop.abort();
    };
  }, []);
  const change = (key: string, part: Partial<Coming>): void =>
    setComing((all) => all.map((c) => (c.key === key ? { ...c, ...part } : c)));
  const remove = (key: string): void => {
    stops.current.get(key)?.abort();
    stops.current.delete(key);
    setComing((all) => all.filter((c) => c.key !== key));
  };
  const run = async (key: string, file: File): Promise<void> => {
    const stop = stops.current.get(key);
    if (!stop) return;
    try {
      const prepared = await prepare(file);
      change(key, { state: 'sending', name: prepared.name, bytes: prepared.blob.size });
      const done = await sendFile({
        requestKey: key,
        to: latest.current.to,
        file: prepared,
        signal: stop.signal,
        onProgress: (received, waiting) =>
          change(key, waiting ? { state: 'waiting' } : { state: 'sending', received }),
      });
      if (stop.signal.aborted) return;
      latest.current.arrived(done);
      remove(key);
    } catch (error) {
      if (stop.signal.aborted) return;
      const say = isWireError(error) || error instanceof Error ? error.message : '没有传成,请再选一次。';
      change(key, { state: 'refused', say });
    }
  };
  const most = o.most ?? MOST_ATTACHMENTS;
  const active = coming.filter((c) => c.state !== 'refused');
  return {
    coming,
    busy: active.length > 0,
    full: o.there + active.length >= most,
    remove,
    add(files) {
      const room = most - o.there - active.length;
      const taken = files.map((file, i) => ({ key: newRequestKey(), file, fits: i < room }));
      setComing((all) => [
        ...all,
        ...taken.map(
          ({ key, file, fits }): Coming => ({
            key,
            name: file.name,
            bytes: file.size,
            received: 0,
            state: fits ? 'preparing' : 'refused',
            say: fits ? '' : `最多 ${most} 个附件,这一个没有传。`,
          }),
        ),
      ]);
      for (const { key, file, fits } of taken) {
        if (!fits) continue;
        stops.current.set(key, new AbortController());
        // One after the other: on a poor line two at once are slower than one, and photos are large in memory.
        line.current = line.current.then(() => run(key, file));
      }
    },
  };
}
