import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { type Config, isLoopback } from '../config/index.ts';
import { AppError } from '../errors/index.ts';

export interface Listening {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/** Serving beyond this machine needs a certificate or a named proxy, else it is refused (SECURITY 25). */
export function assertMayServe(config: Config): void {
  if (!isLoopback(config.host) && !config.tls && !config.trustedProxy) throw new AppError('serve.needs-tls');
}

/** Listens; resolves when requests are accepted. `close` lets running requests finish. */
export async function listen(app: Hono, config: Config): Promise<Listening> {
  assertMayServe(config);
  const tls = config.tls;
  return await new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: app.fetch,
        hostname: config.host,
        port: config.port,
        ...(tls
          ? {
              createServer: createHttpsServer,
              serverOptions: {
                cert: readFileSync(tls.cert),
                key: readFileSync(tls.key),
                minVersion: 'TLSv1.2' as const,
              },
            }
          : { createServer: createHttpServer }),
      },
      (info: AddressInfo) => {
        resolve({
          port: info.port,
          url: `${tls ? 'https' : 'http'}://${config.host}:${info.port}`,
          close: () =>
            new Promise<void>((done) => {
              server.close(() => done());
              if ('closeIdleConnections' in server) server.closeIdleConnections();
            }),
        });
      },
    );
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new AppError('serve.port-taken', { port: config.port }) : error);
    });
  });
}

/** The caller's address: the socket's, or what the one named proxy says. */
export function addressReader(config: Config): (request: Request, bindings: unknown) => string {
  return (request, bindings) => {
    const incoming = (bindings as { incoming?: IncomingMessage } | undefined)?.incoming;
    const direct = incoming?.socket.remoteAddress ?? 'unknown';
    // An IPv4 address may arrive in its IPv6 form.
    if (config.trustedProxy && direct.replace(/^::ffff:/, '') === config.trustedProxy) {
      const forwarded = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
      return forwarded || direct;
    }
    return direct;
  };
}
