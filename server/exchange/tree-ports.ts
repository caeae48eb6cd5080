import { rewriteAssessmentPaths } from '../assessments/index.ts';
import { rewriteLetterPaths } from '../cases/index.ts';
import { rewriteClosingPaths } from '../closing/index.ts';
import { aroundMove, rewriteFigurePaths } from '../figures/index.ts';
import { rewriteFilePaths } from '../files/index.ts';
import { rewriteMatterPaths } from '../flows/index.ts';
import { type Registry, rewriteLedgerPaths } from '../ledgers/index.ts';
import { rewriteNetworkPaths } from '../network/index.ts';
import { movedSubtree, NO_PORTS, type OrgPorts } from '../org/index.ts';
import { rewritePaperPaths } from '../papers/index.ts';
import { rewritePeoplePaths } from '../people/index.ts';
import { rewritePersonalPaths } from '../personal/index.ts';
import { rewriteProjectionPaths } from '../projection/index.ts';
import { rewriteReferralPaths } from '../referrals/index.ts';
import { rewriteTrendPaths } from '../trends/index.ts';
import { rewriteWorkbookPaths } from '../workbooks/index.ts';

/** The ports of org for bulk work: figures follow a move and every row gets its unit's new path. Nothing waits open. */
export function treePorts(registry: Registry): OrgPorts {
  return {
    ...NO_PORTS,
    aroundMove: (tx, members, day, apply) => aroundMove(tx, registry, members, day, apply),
    async pathsChanged(tx, oldPath, newPath) {
      const moved = movedSubtree(oldPath, newPath);
      for (const rewrite of [
        rewriteLedgerPaths,
        rewriteFigurePaths,
        rewritePaperPaths,
        rewriteWorkbookPaths,
        rewriteFilePaths,
        rewriteClosingPaths,
        rewriteNetworkPaths,
        rewritePeoplePaths,
        rewriteMatterPaths,
        rewriteLetterPaths,
        rewriteReferralPaths,
        rewritePersonalPaths,
        rewriteProjectionPaths,
        rewriteTrendPaths,
        rewriteAssessmentPaths,
      ])
        await rewrite(tx, moved);
    },
  };
}
