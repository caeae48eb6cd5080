import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  KeptTextList,
  KeptTextView,
  OpenedFile,
  OpeningDrafts,
  ReadingState,
  ReportText,
  TaughtView,
} from '../../../../contracts/api-reading.ts';
import { queryClient } from '../queries.ts';
import { TEXT } from '../text.ts';
import { address, read, send, WireError } from '../wire.ts';

/** What 报告体检 asks of the server. */

export interface ReadAsk {
  readonly text: string;
  readonly title: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly source: string | null;
}

/** Begins a reading; a short one comes back done. */
export async function beginReading(ask: ReadAsk): Promise<ReadingState> {
  const state = await send<ReadingState>('/readings', ask);
  queryClient.setQueryData(['reading', state.id], state);
  return state;
}

/** A reading that was begun: asked for until it is done. It may be left; it goes on and is found again for half an hour. */
export const useReading = (id: string | null): UseQueryResult<ReadingState> =>
  useQuery({
    queryKey: ['reading', id],
    queryFn: ({ signal }) => read<ReadingState>(`/readings/${id}`, {}, signal),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 1_800_000,
    refetchInterval: ({ state }) => (state.data && !state.data.reading && !state.data.problem ? 300 : false),
  });

/** Opens a file as text; the file itself is the body. */
export async function openFile(file: File): Promise<OpenedFile> {
  let answer: Response;
  try {
    answer = await fetch(address('/readings/file', { name: file.name }), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file,
      signal: AbortSignal.timeout(120_000),
    });
  } catch {
    throw new WireError(0, 'network', '文件没有送到,或者那个文件已被移走。请再试一次。');
  }
  const body = (await answer.json().catch(() => null)) as
    | OpenedFile
    | { error?: { code?: string; message?: string } }
    | null;
  if (answer.ok && body && 'text' in body) return body;
  const error = body && 'error' in body ? body.error : undefined;
  throw new WireError(answer.status, error?.code ?? 'unexpected', error?.message ?? TEXT.unreadable);
}

export const readReportText = (kind: string, query: Readonly<Record<string, string>>): Promise<ReportText> =>
  read<ReportText>(`/reports/${kind}/text`, query);

export const useKeptTexts = (q: string): UseQueryResult<KeptTextList> =>
  useQuery({
    queryKey: ['kept-texts', q],
    queryFn: ({ signal }) => read<KeptTextList>('/kept-texts', { q, limit: 200 }, signal),
    placeholderData: keepPreviousData,
  });
export const useKeptText = (id: string): UseQueryResult<KeptTextView & { text: string }> =>
  useQuery({
    queryKey: ['kept-text', id],
    queryFn: ({ signal }) => read<KeptTextView & { text: string }>(`/kept-texts/${id}`, {}, signal),
    staleTime: 600_000,
  });
export async function keepText(t: { title: string; text: string }): Promise<{ isNew: boolean }> {
  const kept = await send<{ isNew: boolean }>('/kept-texts', t);
  await queryClient.invalidateQueries({ queryKey: ['kept-texts'] });
  return kept;
}
export async function removeText(id: string): Promise<void> {
  await send(`/kept-texts/${id}/remove`);
  await queryClient.invalidateQueries({ queryKey: ['kept-texts'] });
}

export const useTaught = (): UseQueryResult<readonly TaughtView[]> =>
  useQuery({
    queryKey: ['taught-words'],
    queryFn: async ({ signal }) =>
      (await read<{ rows: readonly TaughtView[] }>('/taught-words', {}, signal)).rows,
  });
export async function teachWords(lesson: {
  subject: string;
  unitWord: string;
  measure: string | null;
  where: Readonly<Record<string, string>>;
}): Promise<void> {
  await send('/taught-words', lesson);
  await queryClient.invalidateQueries({ queryKey: ['taught-words'] });
}
export async function forgetWords(id: string): Promise<void> {
  await send(`/taught-words/${id}/forget`);
  await queryClient.invalidateQueries({ queryKey: ['taught-words'] });
}

export const draftLines = (body: object): Promise<OpeningDrafts> =>
  send<OpeningDrafts>('/readings/lines', body);
