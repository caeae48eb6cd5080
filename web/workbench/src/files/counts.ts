import { useQuery } from '@tanstack/react-query';
import type { AttachmentCounts } from '../../../../contracts/api-files.ts';
import { read } from '../wire.ts';

const MOST = 200;
const NONE: AttachmentCounts['counts'] = {};

/** How many attachments stand with each of the lines on screen; asked after the list itself is there. */
export function useAttachmentCounts(ids: readonly string[]): AttachmentCounts['counts'] {
  const asked = ids.slice(-MOST);
  const { data } = useQuery({
    queryKey: ['attachment-counts', asked.join(',')],
    queryFn: async ({ signal }) =>
      (await read<AttachmentCounts>('/attachments', { entries: asked.join(',') }, signal)).counts,
    enabled: asked.length > 0,
    placeholderData: (before) => before,
  });
  return data ?? NONE;
}
