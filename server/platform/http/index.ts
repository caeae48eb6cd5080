export { createHttpApp } from './app.ts';
export { type Html, html, trusted } from './html.ts';
export { createLimiter, type Limiter } from './limits.ts';
export { describeRoutes } from './openapi.ts';
export {
  contentSecurityPolicy,
  hostCookie,
  readCookie,
  readForm,
  SECURITY_HEADERS,
  sessionCookie,
} from './requests.ts';
export { type Caller, type Context, defineRoute, type Route } from './route.ts';
export { addressReader, assertMayServe, type Listening, listen } from './serve.ts';
