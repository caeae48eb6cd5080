import type { TaughtView } from '../../../contracts/api-reading.ts';
import { sameFamily } from '../../../contracts/ledger.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Unit } from '../../org/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { hasMeasure, labelOf } from '../against-ledgers/against-ledgers.ts';
import { normalise } from '../against-ledgers/phrases.ts';
import { forget, teach } from '../against-ledgers/taught.ts';

export interface Lesson {
  readonly subject: string;
  readonly unitWord: string;
  readonly measure: string | null;
  readonly where: Readonly<Record<string, string>>;
}

/** Why this cannot be taught, by field; empty when it can. Words of one unit word never mean a measure of another family. */
export function lessonProblems(
  registry: Registry,
  lesson: Lesson,
): readonly { field: string; message: string }[] {
  if (normalise(lesson.subject) === '')
    return [{ field: 'subject', message: '这个数前后没有说明它是什么的词,没法记住。' }];
  if (lesson.measure === null) return [];
  if (!hasMeasure(registry, lesson.measure))
    return [{ field: 'measure', message: '没有这个数字,请从列表里选。' }];
  const { ledger, compiled } = registry.measure(lesson.measure);
  const counted = compiled.measure.unitWord;
  if (lesson.unitWord !== '' && !sameFamily(counted, lesson.unitWord))
    return [
      {
        field: 'measure',
        message: `原文说的是「${lesson.unitWord}」,「${compiled.measure.label}」数的是「${counted}」,不是一种量,不能当作一回事。`,
      },
    ];
  const unknown = Object.keys(lesson.where).filter(
    (key) => !ledger.definition.dimensions.some((d) => d.key === key),
  );
  return unknown.map((key) => ({
    field: 'where',
    message: `「${compiled.measure.label}」不能按「${key}」分。`,
  }));
}

/** Remembers what words mean (教一次), for the unit and all below it; audited. Errors: input.invalid. */
export async function teachWords(
  kit: { db: Database; registry: () => Registry },
  actor: Actor,
  unit: Unit,
  lesson: Lesson,
  at: Date,
): Promise<void> {
  const problems = lessonProblems(kit.registry(), lesson);
  if (problems.length > 0) throw new AppError('input.invalid', { problems });
  await withActor(kit.db, actor, async (tx) => {
    await teach(tx, {
      ...lesson,
      id: newId(at),
      regionCode: unit.regionCode,
      unitId: unit.id,
      unitPath: unit.path,
      accountId: actor.accountId,
      at,
    });
    await audit(tx, actor, unit, 'words.teach', { measure: lesson.measure, unitWord: lesson.unitWord }, at);
  });
}

/** Forgets what the unit was taught. Errors: not-found (also for what another unit was taught). */
export async function forgetWords(
  kit: { db: Database },
  actor: Actor,
  unit: Unit,
  id: string,
  at: Date,
): Promise<void> {
  await withActor(kit.db, actor, async (tx) => {
    if (!(await forget(tx, unit.id, id))) throw new AppError('not-found', { what: '这条说法' });
    await audit(tx, actor, unit, 'words.forget', { id }, at);
  });
}

/** What holds for a unit: its own words and those of the units above it. */
export async function listTaught(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  unit: Unit,
): Promise<TaughtView[]> {
  const rows = await tx.sql(
    `SELECT t.id, t.subject, t.unit_word, t.measure, t.splits, t.unit_id, t.at, u.name FROM taught_subject t
     JOIN unit u ON u.id = t.unit_id WHERE starts_with($1, t.unit_path) ORDER BY length(t.unit_path) DESC, t.at DESC LIMIT 1000`,
    [unit.path],
  );
  return rows.map((r) => {
    const measure = (r['measure'] as string | null) ?? null;
    const known = measure !== null && hasMeasure(registry, measure);
    return {
      id: String(r['id']),
      subject: String(r['subject']),
      unitWord: String(r['unit_word']),
      measure,
      label: known ? labelOf(registry, { measure, where: r['splits'] as Lesson['where'] }) : null,
      unitName: String(r['name']),
      at: (r['at'] as Date).toISOString(),
      mayForget: actor.can('reading.keep') && String(r['unit_id']) === unit.id,
    };
  });
}

async function audit(
  tx: Tx,
  actor: Actor,
  unit: Unit,
  action: string,
  detail: Readonly<Record<string, string | number | boolean | null>>,
  at: Date,
): Promise<void> {
  await recordEvent(tx, {
    regionCode: unit.regionCode,
    accountId: actor.accountId,
    postId: actor.postId,
    unitPath: unit.path,
    action,
    object: 'taught-words',
    objectId: null,
    result: 'ok',
    detail,
    at,
  });
}
