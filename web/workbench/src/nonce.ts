/** The nonce that the server put into this page for its styles; none when Vite serves it. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

/**
 * antd passes the nonce to its own styles, but the scroll lock and the scroll bar measure beneath it make style elements
 * without one. Scripts are ours alone (script-src 'self'), so every style element that they make may carry it.
 */
export function giveStylesTheNonce(): void {
  if (!nonce) return;
  const create = document.createElement.bind(document);
  document.createElement = ((tag: string, options?: ElementCreationOptions) => {
    const element = create(tag, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
