import { AppError } from '../../platform/errors/index.ts';

/** Why a file is not taken, before anything of it is believed. Each has its sentence in platform/errors/sentences/lines.ts. */
export const REFUSALS = [
  'workbook.too-large',
  'workbook.not-a-table',
  'workbook.old-format',
  'workbook.encrypted',
  'workbook.macros',
  'workbook.bomb',
  'workbook.entities',
  'workbook.broken',
  'workbook.too-slow',
  'workbook.too-many-rows',
  'workbook.empty',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export const refuse = (code: Refusal, details: Record<string, string | number> = {}): AppError =>
  new AppError(code, details);

export const isRefusal = (code: unknown): code is Refusal => REFUSALS.some((r) => r === code);
