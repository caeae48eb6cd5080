/**
 * Puts a table on the clipboard, as text for Excel and as a table for Word. By the copy event, which works on plain http
 * in an office net, too, where the clipboard proper is closed.
 */
export function copyTable(text: string, html: string): boolean {
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.clipboardData?.setData('text/html', html);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', put, { capture: true });
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', put, { capture: true });
  }
}

/** Hands text to the browser as a file. */
export function saveText(text: string, name: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name.replace(/[\\/:*?"<>|]/g, ' ').slice(0, 120);
  link.click();
  URL.revokeObjectURL(link.href);
}
