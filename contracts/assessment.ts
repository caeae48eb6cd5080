import { z } from 'zod';
import { keySchema as key, levelSchema } from './ledger.ts';

/**
 * A score sheet (考核表) as data: what lower units are marked by. Each mark is a share that the ledgers have; weights and
 * targets are settings of the place, so that nobody types a mark.
 */
const settingKey = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/);

export const indicatorSchema = z.strictObject({
  key,
  label: z.string(),
  /** A ratio in %: its two figures are the facts. */
  measure: z.string(),
  /** Settings: how much it weighs, and from which share on it has full marks. */
  weight: settingKey,
  target: settingKey,
  source: z.string(),
});

export const assessmentSchema = z.strictObject({
  key,
  name: z.string(),
  about: z.string(),
  /** Who marks the units directly below. */
  levels: z.array(levelSchema).min(1),
  indicators: z.array(indicatorSchema).min(1),
  /** Where the next point belongs (维权网点): what is counted at a place, and the register of points. */
  points: z
    .strictObject({
      /** Ledgers of what happens; one thing counts once however many lines it has. */
      happens: z.array(key).min(1),
      register: key,
      /** Fields of the register: which kind, who is responsible, plate hung, the day it ended. */
      fields: z.strictObject({ kind: key, keeper: key, plate: key, until: key }),
      /** Kinds of lines in the register that are no points. */
      but: z.array(z.string()),
    })
    .optional(),
  sources: z.array(z.string()).min(1),
});
export type Assessment = z.infer<typeof assessmentSchema>;
