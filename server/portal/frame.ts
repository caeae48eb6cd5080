import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  contentSecurityPolicy,
  type Html,
  html,
  readCookie,
  SECURITY_HEADERS,
  trusted,
} from '../platform/http/index.ts';

const WEB = join(import.meta.dirname, '..', '..', 'web', 'portal');
const STYLE = readFileSync(join(WEB, 'portal.css'), 'utf8');
/** Small comforts; every page works without it. */
export const SCRIPT = readFileSync(join(WEB, 'portal.js'), 'utf8');

/** Where 马上离开 leads: a page that anybody may have open. */
const ELSEWHERE = 'https://www.weather.com.cn/';
/** How she likes to read (大字、高对比): the cookie says no more than that. */
export const LOOK_COOKIE = '__Host-look';
export type Look = '' | 'large' | 'strong' | 'large-strong';
const LOOKS: readonly Look[] = ['', 'large', 'strong', 'large-strong'];
export const lookOf = (request: Request): Look => {
  const kept = readCookie(request, LOOK_COOKIE) ?? '';
  return LOOKS.find((l) => l === kept) ?? '';
};
const turned = (look: Look, part: 'large' | 'strong'): string => {
  const parts = new Set(look.split('-').filter((p) => p !== ''));
  if (!parts.delete(part)) parts.add(part);
  return [...parts].sort().join('-') || 'plain';
};

/**
 * A public page (妇女之页): drawn here, whole without scripts, a few kilobytes. Its title says nothing of what it is, since
 * titles stay in the browser's history; nothing is cached; 马上离开 stands on every page.
 */
export function page(request: Request, content: Html, status = 200): Response {
  const nonce = randomBytes(16).toString('base64');
  const look = lookOf(request);
  const body = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>便民页面</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${trusted(STYLE)}</style>
<script src="/help/portal.js" defer></script>
</head>
<body class="${look.replace('-', ' ')}">
<nav class="top" aria-label="看得清楚些">
<a href="/help/look/${turned(look, 'large')}">${look.includes('large') ? '平常字号' : '大字'}</a>
<a href="/help/look/${turned(look, 'strong')}">${look.includes('strong') ? '平常颜色' : '黑底白字'}</a>
</nav>
<main>${content}</main>
<a class="leave" id="leave" href="${ELSEWHERE}" rel="noreferrer">马上离开这一页</a>
</body>
</html>`;
  return new Response(body.html, {
    status,
    headers: {
      ...SECURITY_HEADERS,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      // With no-referrer a browser sends `Origin: null` with a form, and our own form would look foreign.
      'Referrer-Policy': 'same-origin',
    },
  });
}
