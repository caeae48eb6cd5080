import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  ImportList,
  ImportPage,
  ImportRow,
  ImportRows,
  ImportView,
} from '../../../../contracts/api-workbooks.ts';
import { queryClient, refreshAll } from '../queries.ts';
import { read, send, sendBytes } from '../wire.ts';

/** Imports as the page asks for them. */

const BUSY: ReadonlySet<ImportView['state']> = new Set(['checking', 'saving', 'undoing']);
export const isBusy = (view: Pick<ImportView, 'state'>): boolean => BUSY.has(view.state);
const ASK_AGAIN_MS = 700;

export const useImport = (id: string | null): UseQueryResult<ImportPage> =>
  useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => read<ImportPage>(`/imports/${id}`, {}, signal),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data) ? ASK_AGAIN_MS : false),
  });

export const useImports = (ledger: string | null): UseQueryResult<ImportList> =>
  useQuery({
    queryKey: ['imports', ledger],
    queryFn: ({ signal }) => read<ImportList>('/imports', { ledger, limit: 50 }, signal),
  });

/** What an answer about an import says, for every place that shows it. */
export function learn(page: ImportPage): ImportPage {
  queryClient.setQueryData(['import', page.id], page);
  if (!isBusy(page)) void refreshAll();
  return page;
}

export const sendFile = (
  q: { ledger: string; unit: string | null; key: string },
  file: File,
  signal: AbortSignal,
): Promise<ImportPage> => sendBytes<ImportPage>('/imports', { ...q, name: file.name }, file, signal);

export const saveImport = (id: string, mode: 'all' | 'good'): Promise<ImportPage> =>
  send<ImportPage>(`/imports/${id}/save`, { mode });
export const undoImport = (
  id: string,
  body: { reason: string; corrected: 'keep' | 'withdraw' },
): Promise<ImportPage> => send<ImportPage>(`/imports/${id}/undo`, body);
export const dropImport = (id: string): Promise<unknown> => send(`/imports/${id}/drop`);
export const fixRow = (id: string, n: number, texts: Record<string, string>): Promise<ImportRow> =>
  send<ImportRow>(`/imports/${id}/rows/${n}`, { texts });

export type Only = 'all' | 'bad' | 'good' | 'known';
export const rowsPage = (id: string, only: Only, after: number, signal: AbortSignal): Promise<ImportRows> =>
  read<ImportRows>(`/imports/${id}/rows`, { only, after, limit: 50 }, signal);

/** How an import stands, with a sign so that colour is never alone. */
export const IMPORT_STATES: Readonly<
  Record<ImportView['state'], { readonly sign: string; readonly name: string; readonly tone: string }>
> = {
  checking: { sign: '○', name: '正在核对', tone: 'info' },
  ready: { sign: '○', name: '核对好了,还没有存', tone: 'soon' },
  saving: { sign: '○', name: '正在存', tone: 'info' },
  saved: { sign: '✓', name: '已存', tone: 'done' },
  undoing: { sign: '○', name: '正在撤销', tone: 'info' },
  undone: { sign: '－', name: '已撤销', tone: 'calm' },
  dropped: { sign: '－', name: '没有导', tone: 'calm' },
  failed: { sign: '✗', name: '没有成功', tone: 'late' },
};
