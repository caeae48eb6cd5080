import pino from 'pino';

/** Structured log. Fields that could carry a person or a secret are cut out by name (SECURITY 20, 40). */
export const log = pino({
  name: 'halfsky',
  level: process.env['HALFSKY_LOG'] ?? 'info',
  base: null,
  redact: {
    paths: [
      'password',
      'token',
      'cookie',
      'data',
      '*.password',
      '*.token',
      '*.cookie',
      '*.data',
      'req.headers',
    ],
    remove: true,
  },
});
export type Log = typeof log;
