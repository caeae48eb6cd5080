import { join } from 'node:path';
import type { Command } from 'commander';
import { readAnchors, sealAudit, verifyAudit } from '../audit/index.ts';
import type { House } from '../compose.ts';
import { foldAll, verifyFigures } from '../figures/index.ts';
import { verifyVersions } from '../ledgers/index.ts';
import type { Config } from '../platform/config/index.ts';
import { checkIndexes } from '../platform/db/index.ts';
import { sweepProjection, verifyProjection } from '../projection/index.ts';
import { print } from './output.ts';
import { withHouse } from './with-house.ts';

/** ./halfsky verify: figures = lines at all levels, lines = matters, the audit chain, the indexes. Exit 2 and names where something is wrong. */
export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .description('核验:各级数字与记录一致、事项与它形成的记录一致、审计链完整、索引完好')
    .option('--json', '输出 JSON')
    .action(async (o: { json?: boolean }) => {
      await withHouse(async (house, config) => {
        const found = await findings(house, config);
        const ok = isWhole(found);
        print(o.json, { ok, ...found }, () =>
          [
            ...findingsText(found),
            ok ? '全部一致。' : '有不符之处,请先备份再处理,见 docs/operating.md。',
          ].join('\n'),
        );
        if (!ok) process.exitCode = 2;
      });
    });
}

/** What a verification found; everything that waits is folded and sealed first. Reads the whole store. */
export type Findings = Awaited<ReturnType<typeof findings>>;
export async function findings(house: House, config: Config) {
  await sweepProjection(house.projection);
  await foldAll(house.store, house.registry());
  await sealAudit(house.store.worker);
  return {
    figures: await verifyFigures(house.store.owner, house.registry(), house.blind),
    matters: await verifyProjection(house.projection),
    versions: await verifyVersions(house.store.owner),
    audit: await verifyAudit(
      house.store.owner,
      await readAnchors(join(config.dataDir, 'audit-anchors.ndjson')),
    ),
    indexes: await checkIndexes(house.store.owner),
  };
}

export const isWhole = ({ figures, matters, versions, audit, indexes }: Findings): boolean =>
  figures.faults.length === 0 &&
  matters.faultCount === 0 &&
  versions.faults.length === 0 &&
  audit.faults.length === 0 &&
  indexes.faults.length === 0;

/** The findings for a person, one line each. */
export const findingsText = ({ figures, matters, versions, audit, indexes }: Findings): string[] => [
  `数字:核对 ${figures.lines} 行、${figures.cells} 格,${figures.faultCount} 处不符${figures.faultCount > figures.faults.length ? `(列出前 ${figures.faults.length} 处)` : ''}`,
  ...figures.faults.map((f) => `  ${f.where}:${f.message}`),
  `事项:核对 ${matters.matters} 件和它们形成的记录,${matters.faultCount} 处不符`,
  ...matters.faults.map((f) => `  ${f.where}:${f.message}`),
  `留底:核对 ${versions.versions} 版,${versions.faults.length} 处不符`,
  ...versions.faults.slice(0, 50).map((f) => `  ${f.where}:${f.message}`),
  `审计:核对 ${audit.events} 条,${audit.faults.length} 处不符`,
  ...audit.faults.map((f) => `  ${f.region} 第 ${f.seq} 条:${f.message}`),
  `索引:${indexes.checked === null ? '没有检查(数据库没有 amcheck 扩展)' : `检查 ${indexes.checked} 个`},${indexes.faults.length} 处不符`,
  ...indexes.faults.map((f) => `  ${f}`),
];
