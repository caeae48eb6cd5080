import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  contentSecurityPolicy,
  type Html,
  html,
  SECURITY_HEADERS,
  trusted,
} from '../../platform/http/index.ts';

const WEB = join(import.meta.dirname, '..', '..', '..', 'web');
const STYLE = readFileSync(join(WEB, 'sign-in', 'sign-in.css'), 'utf8');
/** Small comforts; every page works without it. */
export const SCRIPT = readFileSync(join(WEB, 'sign-in', 'sign-in.js'), 'utf8');
const MARK = readFileSync(join(WEB, 'workbench', 'src', 'mark.svg'), 'utf8');

/** A whole page of the way in: no desk, no scripts needed, a few kilobytes. */
export function page(
  o: { readonly title: string; readonly wide?: boolean; readonly status?: number },
  content: Html,
  cookies: readonly string[] = [],
): Response {
  const nonce = randomBytes(16).toString('base64');
  const body = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#A32A5A">
<title>${o.title} · 半边天</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${trusted(STYLE)}</style>
<script src="/sign-in/sign-in.js" defer></script>
</head>
<body class="${o.wide ? 'wide' : ''}">
<header>${trusted(MARK)}<p class="product">半边天</p></header>
${content}
</body>
</html>`;
  const headers = new Headers({
    ...SECURITY_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    // With no-referrer a browser sends `Origin: null` with a form, and our own form would look foreign.
    'Referrer-Policy': 'same-origin',
  });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(body.html, { status: o.status ?? 200, headers });
}

/** On to another page, by GET. */
export function goTo(path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ ...SECURITY_HEADERS, Location: path });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** Where she wanted to go: a page of this house, else home. No other site can be named in it. */
export function placeToGo(to: string | null | undefined): string {
  if (!to?.startsWith('/') || /^\/[/\\]/.test(to) || /[\\\s]/.test(to)) return '/';
  return /^\/(api|sign-in)\b/.test(to) ? '/' : to;
}
