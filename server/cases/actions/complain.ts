import { beginFor, dossierById, seatToReceive } from '../../flows/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { CaseKit } from '../kit.ts';
import {
  changeLetter,
  complaintsAbout,
  contextOfLetter,
  insertLetter,
  letterById,
  openLetter,
} from '../store.ts';
import { newLetter, recordReceived } from './take-in.ts';

/**
 * A service complaint (服务投诉, R-18) about who handled a letter: a letter of its own, that another person than the
 * accused investigates, and that those who have the first one in hand do not see. Errors: letter.over, letter.nobody.
 */
export async function complain(kit: CaseKit, letterId: string, words: string): Promise<void> {
  const { db, worker, now } = kit.flows;
  const at = now();
  const about = await db.transaction([contextOfLetter(letterId)], async (tx) => {
    const letter = await letterById(tx, letterId);
    if (!letter) throw new AppError('letter.no-code');
    if (letter.state === 'withdrawn') throw new AppError('letter.over');
    for (const c of await complaintsAbout(tx, letterId)) {
      const text = await openLetter(tx, kit.vault, c.id);
      // A second press of the button.
      if (text?.words === words && at.getTime() - c.at.getTime() < 60_000) return null;
    }
    return letter;
  });
  if (!about) return;
  const matterId = about.matterId;
  const dossier =
    matterId === null
      ? null
      : await worker.transaction([], (tx) => dossierById(tx, kit.vault, matterId, false), 'read');
  const accused = (dossier?.steps ?? []).map((s) => s.holder.personId);
  const seat = await seatToReceive(
    kit.flows,
    about.unitId,
    ['chair', 'in-charge', 'above-chair', 'department-head', 'office'],
    () => 0,
    accused,
  );
  if (!seat) throw new AppError('letter.nobody');
  const letter = {
    ...newLetter({ ...about, channel: 'web', seat, at }),
    parentId: letterId,
  };
  await db.transaction(
    [contextOfLetter(letter.id), { name: 'app.posts', value: seat.postId }],
    async (tx) => {
      await insertLetter(tx, kit.vault, letter, {
        words,
        name: '',
        reach: 'code',
        phone: '',
      });
      const matter = await beginFor(kit.flows, tx, {
        flow: 'complaint',
        seat,
        data: { about: dossier?.matter.number ?? '' },
        by: null,
      });
      await changeLetter(tx, letter, { ...letter, matterId: matter.id, state: 'in-hand' });
      await recordReceived(tx, letter, null);
    },
  );
}
