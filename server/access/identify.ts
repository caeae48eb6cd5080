import type { UnitKind } from '../../contracts/ledger.ts';
import {
  hashToken,
  SESSION_LIMITS,
  type SessionRow,
  sessionByToken,
  touchSession,
} from '../identity/index.ts';
import { levelOf } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { type Actor, actorAt } from './actor.ts';
import { ROLES, type Role, SECOND_STEP } from './policy.ts';

/** A proof of who she is serves ten minutes (SECURITY 11). */
const FRESH_MS = 10 * 60_000;
/** How long an answer is believed. A change made by this process is believed at once (`forget`), by another within this. */
const BELIEVED_MS = 5_000;
const TOUCH_MS = 60_000;

export interface Identifier {
  identify(token: string): Promise<Actor | null>;
  /** Forgets what was believed: after sign-out, a changed post, a disabled account, a moved unit. */
  forget(): void;
}

/** How long a session lives (SECURITY 8); a setting may make it shorter than identity's own limits, never longer. */
export interface SessionLimits {
  readonly idleMs: number;
  readonly absoluteMs: number;
}

/** Finds the actor behind a session token. `db` reads identity tables only. */
export function createIdentifier(
  db: Database,
  now: () => Date,
  limits: () => SessionLimits = () => SESSION_LIMITS,
): Identifier {
  const believed = new Map<string, { at: number; actor: Actor | null }>();
  let generation = 0;
  return {
    forget() {
      generation += 1;
      believed.clear();
    },
    async identify(token) {
      const at = now();
      const known = believed.get(token);
      if (known && at.getTime() - known.at < BELIEVED_MS) return known.actor;
      const asked = generation;
      const hash = hashToken(token);
      const row = await sessionByToken(db, hash, chinaDay(at));
      const actor = row && isAlive(row, at, limits()) ? toActor(row, at) : null;
      if (actor && row && at.getTime() - row.seenAt.getTime() > TOUCH_MS) {
        // On a full disk the look goes unnoted, so that reading goes on; at worst she is asked to sign in earlier.
        await db
          .transaction([], (tx) => touchSession(tx, hash, at))
          .catch((error: unknown) => {
            if (!(error instanceof AppError && error.code === 'disk.full')) throw error;
          });
      }
      if (believed.size > 20_000) believed.clear();
      if (asked === generation) believed.set(token, { at: at.getTime(), actor });
      return actor;
    },
  };
}

const isAlive = (row: SessionRow, at: Date, limits: SessionLimits): boolean =>
  at.getTime() - row.seenAt.getTime() < Math.min(limits.idleMs, SESSION_LIMITS.idleMs) &&
  at.getTime() - row.createdAt.getTime() < Math.min(limits.absoluteMs, SESSION_LIMITS.absoluteMs);

function toActor(row: SessionRow, at: Date): Actor | null {
  const role = ROLES.find((r): r is Role => r === row.role);
  if (!role) return null;
  const unit = { ...row.unit, level: levelOf(row.unit.level), kind: row.unit.kind as UnitKind };
  const office =
    row.unit.parentId && row.unit.parentPath ? { id: row.unit.parentId, path: row.unit.parentPath } : null;
  return {
    ...actorAt(unit, office, role),
    accountId: row.accountId,
    sessionId: row.id,
    byCode: row.byCode,
    fresh: at.getTime() - row.freshAt.getTime() < FRESH_MS,
    owes: owedBy(row, role),
    postId: row.postId,
    name: row.displayName,
    postTitle: row.postTitle,
    provedTwice: row.hasSecondStep || row.sample,
    limitKey: row.accountId,
  };
}

/** First the password, so that the second step is set up by who has chosen hers. */
function owedBy(row: SessionRow, role: Role): Actor['owes'] {
  if (row.mustChange) return 'password';
  return SECOND_STEP[role] === 'required' && !row.hasSecondStep ? 'second-step' : null;
}
