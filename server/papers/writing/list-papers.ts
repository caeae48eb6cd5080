import type { HandedIn, PaperRow } from '../../../contracts/api-papers.ts';
import type { Actor } from '../../access/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import { childrenOf, toUnitView, type Unit, unitsByIds } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { templateOf } from '../make-report.ts';
import { type PeriodAsk, periodOf } from '../period.ts';
import { mayOf, officeOf, standOf } from './rights.ts';
import { draftsFor, namesOf } from './store.ts';
import { holderOf } from './view-draft.ts';

const MOST = 300;

/** The papers of her unit, what is being written first; and those of units below that wait for her as second reader. */
export async function listPapers(tx: Tx, registry: Registry, actor: Actor): Promise<PaperRow[]> {
  const office = officeOf(actor);
  const drafts = await draftsFor(tx, office);
  const units = new Map(
    (await unitsByIds(tx, [...new Set([office, ...drafts.map((d) => d.unitId)])])).map((u) => [u.id, u]),
  );
  const names = await namesOf(
    tx,
    drafts.flatMap((d) => [d.changedBy, d.readerId]),
  );
  const finals = await tx.sql(
    `SELECT DISTINCT ON (p.to_day, p.from_day, p.template) p.template, p.from_day, p.to_day, p.version, p.at, a.display_name
     FROM paper p LEFT JOIN account a ON a.id = p.account_id WHERE p.unit_id = $1
     ORDER BY p.to_day DESC, p.from_day DESC, p.template, p.version DESC LIMIT ${MOST}`,
    [office],
  );
  const nameOf = (kind: string): string => registry.reports.get(kind)?.name ?? kind;
  const versions = new Map(
    finals.map((r) => [`${r['template']}/${r['from_day']}/${r['to_day']}`, Number(r['version'])]),
  );
  return [
    ...drafts.map((d): PaperRow => {
      const unit = units.get(d.unitId);
      const may = mayOf(actor, d, standOf(actor, d, unit?.parentId ?? null));
      return {
        kind: d.template,
        name: nameOf(d.template),
        unitId: d.unitId,
        unitName: unit?.name ?? '',
        from: d.from,
        to: d.to,
        state: d.state as PaperRow['state'],
        version: (versions.get(`${d.template}/${d.from}/${d.to}`) ?? 0) + 1,
        draftId: d.id,
        holder: holderOf(d, names),
        at: d.changedAt.toISOString(),
        waits: may.includes('approve'),
      };
    }),
    ...finals.map(
      (r): PaperRow => ({
        kind: String(r['template']),
        name: nameOf(String(r['template'])),
        unitId: office,
        unitName: units.get(office)?.name ?? '',
        from: String(r['from_day']),
        to: String(r['to_day']),
        state: 'final',
        version: Number(r['version']),
        draftId: null,
        holder: String(r['display_name'] ?? ''),
        at: (r['at'] as Date).toISOString(),
        waits: false,
      }),
    ),
  ];
}

/** Who of the units directly below has a final report of the period, and who has not (谁还没交). Drafts are not told. */
export async function handedIn(
  tx: Tx,
  registry: Registry,
  a: PeriodAsk & { unit: Unit; kind: string },
): Promise<HandedIn> {
  const template = registry.reports.get(a.kind) ?? templateOf(registry, a.kind, a.unit);
  const { from, to } = periodOf(template, a);
  const children = (await childrenOf(tx, a.unit.id)).filter(
    (c) => c.kind === 'federation' && template.levels.includes(c.level),
  );
  const rows = await tx.sql(
    `SELECT DISTINCT ON (unit_id) unit_id, version, at FROM paper
     WHERE unit_id = ANY($1::uuid[]) AND template = $2 AND from_day = $3 AND to_day = $4 ORDER BY unit_id, version DESC`,
    [children.map((c) => c.id), template.key, from, to],
  );
  const finals = new Map(
    rows.map((r) => [
      String(r['unit_id']),
      { version: Number(r['version']), at: (r['at'] as Date).toISOString() },
    ]),
  );
  return {
    from,
    to,
    rows: children.map((c) => ({ unit: toUnitView(c), final: finals.get(c.id) ?? null })),
  };
}
