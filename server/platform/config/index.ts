import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors/index.ts';

/** Settings come from the environment only, are checked at boot and printed redacted. docs/operating.md lists them. */
const settings = z.object({
  HALFSKY_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HALFSKY_HOST: z.string().default('127.0.0.1'),
  HALFSKY_DATA: z.string().default('./var'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** PEM files; needed to serve beyond loopback, unless a proxy is named. */
  HALFSKY_TLS_CERT: z.string().optional(),
  HALFSKY_TLS_KEY: z.string().optional(),
  /** Address of the proxy whose X-Forwarded-* headers are believed. */
  HALFSKY_TRUSTED_PROXY: z.string().optional(),
  HALFSKY_WORKER: z.enum(['inside', 'none', 'only']).default('inside'),
  /** Four a core for the two cores of a small machine: more are no faster and hold some 7 MB each. */
  HALFSKY_POOL: z.coerce.number().int().min(2).max(100).default(8),
  HALFSKY_LOG: z.string().optional(),
  /** A file with the passphrase that opens backups too, besides keys.json. */
  HALFSKY_BACKUP_PASSPHRASE: z.string().optional(),
  /** Rules for passwords: ours, or those of an inspection by classes of signs and age (SECURITY 2). */
  HALFSKY_PASSWORDS: z.enum(['plain', 'classified']).default('plain'),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly trustedProxy: string | undefined;
  readonly worker: 'inside' | 'none' | 'only';
  readonly poolSize: number;
  readonly passwords: 'plain' | 'classified';
  /** Where the passphrase of backups lies; absent: keys.json alone opens them. */
  readonly backupPassphrase?: string;
}

/** Reads and checks the settings. Throws AppError `config.invalid` naming each wrong one. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const names = parsed.error.issues.map((i) => i.path.join('.'));
    throw new AppError('config.invalid', { names: names.join('、') });
  }
  const s = parsed.data;
  if (Boolean(s.HALFSKY_TLS_CERT) !== Boolean(s.HALFSKY_TLS_KEY)) {
    throw new AppError('config.invalid', { names: 'HALFSKY_TLS_CERT、HALFSKY_TLS_KEY' });
  }
  return {
    port: s.HALFSKY_PORT,
    host: s.HALFSKY_HOST,
    dataDir: resolve(s.HALFSKY_DATA),
    databaseUrl: s.DATABASE_URL,
    tls:
      s.HALFSKY_TLS_CERT && s.HALFSKY_TLS_KEY
        ? { cert: s.HALFSKY_TLS_CERT, key: s.HALFSKY_TLS_KEY }
        : undefined,
    trustedProxy: s.HALFSKY_TRUSTED_PROXY,
    worker: s.HALFSKY_WORKER,
    poolSize: s.HALFSKY_POOL,
    passwords: s.HALFSKY_PASSWORDS,
    ...(s.HALFSKY_BACKUP_PASSPHRASE ? { backupPassphrase: resolve(s.HALFSKY_BACKUP_PASSPHRASE) } : {}),
  };
}

/** The settings as printed at boot: no password ever leaves here. */
export function describeConfig(c: Config): string {
  const database = c.databaseUrl ? redactUrl(c.databaseUrl) : `内嵌 PostgreSQL(${c.dataDir})`;
  return `端口 ${c.port} · 地址 ${c.host} · 数据 ${c.dataDir} · 数据库 ${database} · 后台任务 ${c.worker}`;
}

function redactUrl(text: string): string {
  const url = new URL(text);
  if (url.password) url.password = '***';
  return url.toString();
}

/** Only this machine: the sample world and plain HTTP are allowed nowhere else. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
