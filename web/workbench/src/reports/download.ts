import { TEXT } from '../text.ts';
import { WireError } from '../wire.ts';

/** Fetches a file, so that a refusal is read as a sentence and not saved as one. */
export async function download(url: string, name: string): Promise<void> {
  const answer = await fetch(url, { credentials: 'same-origin' }).catch(() => null);
  if (!answer?.ok) {
    const body = (await answer?.json().catch(() => null)) as
      | { error?: { message?: string } }
      | null
      | undefined;
    throw new WireError(
      answer?.status ?? 0,
      'download',
      body?.error?.message ?? (answer ? TEXT.unreadable : TEXT.networkLost),
    );
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
