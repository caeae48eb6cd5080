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

/** The look of the public pages: one sheet for both. */
const STYLE = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'web', 'portal', 'portal.css'),
  'utf8',
);

/**
 * The agency's page (外单位的页面): drawn here, without any script. The title says nothing, nothing is kept by the browser,
 * and no address that it leads to learns where it came from.
 */
export function page(content: Html, o: { status?: number; cookie?: string } = {}): Response {
  const nonce = randomBytes(16).toString('base64');
  const body = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>办件页面</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${trusted(STYLE)}</style>
</head>
<body>
<main>${content}</main>
</body>
</html>`;
  const headers = new Headers({
    ...SECURITY_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentSecurityPolicy(nonce).replace("script-src 'self'", "script-src 'none'"),
  });
  if (o.cookie) headers.append('Set-Cookie', o.cookie);
  return new Response(body.html, { status: o.status ?? 200, headers });
}
