import { z } from 'zod';
import { assessmentSchema } from './assessment.ts';
import { flowSchema } from './flow.ts';
import { ledgerSchema } from './ledger.ts';
import { reportTemplateSchema } from './report.ts';

/**
 * An institution (制度): a named set of definitions over the engines, pure data.
 * One folder each under `institutions/`: institution.ts · SOURCES.md · examples/ · institution.test.ts.
 */
export const institutionSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string(),
  /** What it says and whom it binds, two or three plain Chinese sentences. */
  about: z.string(),
  ledgers: z.array(ledgerSchema),
  reports: z.array(reportTemplateSchema),
  flows: z.array(flowSchema).optional(),
  assessments: z.array(assessmentSchema).optional(),
  /** R-rows and source clauses. */
  sources: z.array(z.string()),
});
export type Institution = z.infer<typeof institutionSchema>;
