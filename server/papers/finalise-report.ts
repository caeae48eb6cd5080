import type { ReportView } from '../../contracts/api.ts';
import type { Actor } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import type { Registry } from '../ledgers/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import { fingerprint } from '../reading/sameness/index.ts';
import { makeReport, type ReportAsk } from './make-report.ts';
import { keepIn } from './readings/keep-text.ts';
import { textOfReport } from './readings/report-text.ts';
import { insertPaper } from './store.ts';

/**
 * Freezes a report with its figures and their sources (定稿). Refused while a figure is missing, or a failed check has no
 * explanation in words. A newer final version stands beside the older one, never over it. Its text is kept for comparison.
 */
export async function finaliseReport(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  a: ReportAsk & { explanations: Readonly<Record<string, string>> },
  at: Date,
): Promise<Omit<ReportView, 'may'>> {
  const report = await makeReport(tx, registry, a, true);
  if (report.missing.length > 0) {
    throw new AppError('report.missing', { names: report.missing.map((m) => m.label).join('、') });
  }
  const unexplained = report.failed.filter((f) => f.explanation === null);
  if (unexplained.length > 0) {
    throw new AppError('report.unexplained', {
      problems: unexplained.map((f) => ({
        field: `explanations.${f.key}`,
        message: `${f.message} 请写明原因,再定稿。`,
      })),
    });
  }
  const { state: _state, version, ...frozen } = report;
  await insertPaper(tx, {
    id: newId(at),
    regionCode: a.unit.regionCode,
    unitId: a.unit.id,
    unitPath: a.unit.path,
    template: report.kind,
    templateVersion: registry.reports.get(report.kind)?.version ?? 1,
    from: report.from,
    to: report.to,
    version,
    explanations: a.explanations,
    frozen,
    accountId: actor.accountId,
    at,
  });
  const { text } = textOfReport(report);
  const source = `report/${report.kind}/${report.from}/${report.to}/${version}`;
  await keepIn(
    tx,
    actor,
    a.unit,
    { title: report.title.replace(/\s+/g, ''), text, source, prints: fingerprint(text) },
    at,
  );
  await recordEvent(tx, {
    regionCode: a.unit.regionCode,
    accountId: actor.accountId,
    postId: actor.postId,
    unitPath: a.unit.path,
    action: 'report.finalise',
    object: `report/${report.kind}`,
    objectId: `${report.from}/${report.to}`,
    result: 'ok',
    detail: { version },
    at,
  });
  return { ...report, state: 'final' };
}
