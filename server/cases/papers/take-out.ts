import { createHash } from 'node:crypto';
import type { Actor } from '../../access/index.ts';
import { openShelved, shelve } from '../../files/index.ts';
import { cameBefore, dossierById, mayKnow, noteRead, saidOf } from '../../flows/index.ts';
import { unitById } from '../../org/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { zipStream } from '../../workbooks/index.ts';
import { type KnownMatter, withKnown } from '../known-matter.ts';
import { letterOfMatter, openLetter } from '../store.ts';
import {
  type Evidence,
  type EvidenceFile,
  type EvidenceStep,
  evidencePage,
  listOf,
} from './evidence-page.ts';
import { assertHolds, type PaperKit } from './kit.ts';
import { filesOfMatter, insertPack, type MatterFile, type Pack, packById, packByKey } from './store.ts';

const ENDS = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
} as const;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const packedName = (f: MatterFile, i: number): string => `${String(i + 1).padStart(2, '0')}.${ENDS[f.kind]}`;
const PAGE = '证据材料.html';
const LIST = '校验码.txt';

/**
 * Takes the evidence of a case out (取证据包): the page of its records and the list of checksums are made once and kept, so
 * that what the court got can be held against it later. Who, when and why stands on the case and in the audit; fields that
 * say where she is are left out. The same press twice is one pack. Errors: not-found, matter.not-yours, file.damaged.
 */
export async function takeOut(
  kit: PaperKit,
  actor: Actor,
  matterId: string,
  input: { readonly requestKey: string; readonly reason: string },
): Promise<{ readonly id: string }> {
  const made = await withKnown(kit, actor, matterId, async (k) => {
    assertHolds(k);
    const before = await packByKey(k.tx, kit.vault, actor.accountId, input.requestKey);
    if (before) return { before, evidence: null, files: [] };
    const files = (await filesOfMatter(k.tx, kit.vault, matterId)).filter((f) => f.state === 'kept');
    return { before: null, evidence: await evidenceOf(kit, k, files), files };
  });
  if (!made.evidence) {
    if (made.before?.matterId !== matterId) throw new AppError('save.key-reused');
    return { id: made.before.id };
  }
  // Each file is read and held against the digest of the day it came; a damaged one stops the pack.
  for (const file of made.files) await openShelved(kit, file);
  const page = evidencePage(made.evidence);
  const list = listOf([
    { path: PAGE, sha256: sha256(page) },
    ...made.files.map((f, i) => ({ path: `files/${packedName(f, i)}`, sha256: f.sha256 })),
  ]);
  const kept = await shelve(kit, Buffer.from(JSON.stringify({ page, list })));
  return await withKnown(kit, actor, matterId, async (k) => {
    assertHolds(k);
    const { own } = k.acting;
    const pack: Pack = {
      regionCode: k.d.matter.regionCode,
      id: newId(k.at),
      matterId,
      requestKey: input.requestKey,
      at: k.at,
      accountId: actor.accountId,
      postId: actor.postId,
      byName: own.name,
      byTitle: own.title,
      reason: input.reason,
      seq: k.d.matter.seq,
      files: made.files.map((f) => f.id),
      ...kept,
      listSha256: sha256(list),
    };
    if (!(await insertPack(k.tx, kit.vault, pack))) {
      const first = await packByKey(k.tx, kit.vault, actor.accountId, input.requestKey);
      if (first) return { id: first.id };
    }
    await noteRead(k.tx, { ...k, matter: k.d.matter, actor, what: 'export' });
    return { id: pack.id };
  });
}

async function evidenceOf(kit: PaperKit, k: KnownMatter, files: readonly MatterFile[]): Promise<Evidence> {
  const { tx, d, acting, at } = k;
  const flow = await kit.flows.flows.flow(d.matter.flow, d.matter.flowVersion);
  const unit = await unitById(tx, d.matter.unitId);
  const withheld = flow.definition.withheld ?? [];
  return {
    number: d.matter.number,
    flow: flow.definition.name,
    unit: unit?.name ?? '',
    takenAt: at,
    takenBy: `${acting.own.name}(${acting.own.title})`,
    origin: await originOf(kit, k, withheld),
    steps: d.steps.map((s) => stepOf(s, saidOf(flow, without(s.data, withheld)))),
    files: files.map(
      (f, i): EvidenceFile => ({
        packed: packedName(f, i),
        name: f.name,
        isPicture: f.kind !== 'application/pdf',
        bytes: f.bytes,
        sha256: f.sha256,
        at: f.at,
        by: f.byName,
      }),
    ),
    withheld: withheld.flatMap((key) => flow.fields.get(key)?.label ?? []),
  };
}

type KnownStep = KnownMatter['d']['steps'][number];
const stepOf = (s: KnownStep, said: EvidenceStep['said']): EvidenceStep => ({
  seq: s.seq,
  at: s.at,
  name: s.stepName,
  by: s.by ? `${s.by.name}(${s.by.title})` : '系统',
  opinion: s.opinion,
  said,
});
const without = (data: KnownStep['data'], keys: readonly string[]): KnownStep['data'] =>
  Object.fromEntries(Object.entries(data).filter(([key]) => !keys.includes(key)));

/** The contact from which the case came, as far as she knows it: when she first spoke, to whom, and in which words. */
async function originOf(
  kit: PaperKit,
  k: KnownMatter,
  withheld: readonly string[],
): Promise<Evidence['origin']> {
  const id = await cameBefore(k.tx, k.d.matter.id);
  const d = id === null ? null : await dossierById(k.tx, kit.vault, id, false);
  const first = d?.steps[0];
  if (!d || !first || !(await mayKnow(kit.flows, k.tx, d, k.acting, k.at))) return null;
  const flow = await kit.flows.flows.flow(d.matter.flow, d.matter.flowVersion);
  const rule = (await kit.flows.flows.flow(k.d.matter.flow, k.d.matter.flowVersion)).definition.follows?.find(
    (f) => f.flow === d.matter.flow,
  );
  // What is left out of the case is left out of where it came from, by the name that it has there.
  const there = withheld.flatMap((own) => rule?.carries[own] ?? []);
  const letter = await letterOfMatter(k.tx, d.matter.id);
  const text = letter && (await openLetter(k.tx, kit.vault, letter.id));
  return {
    number: d.matter.number,
    first: stepOf(first, saidOf(flow, without(first.data, [...there, ...(flow.definition.withheld ?? [])]))),
    letter: letter && text ? { at: letter.at, words: text.words } : null,
  };
}

/** A pack of hers with what is in it. She must still know the case. Errors: not-found, file.damaged. */
async function openPack(
  kit: PaperKit,
  actor: Actor,
  id: string,
): Promise<{ pack: Pack; page: string; list: string; files: readonly MatterFile[] }> {
  const gone = (): AppError => new AppError('not-found', { what: '这个证据包' });
  const rows = await kit.flows.worker.single(
    'SELECT matter_id FROM evidence_pack WHERE id = $1 AND account_id = $2',
    [id, actor.accountId],
    'matter-of-pack',
  );
  if (!rows[0]) throw gone();
  return await withKnown(kit, actor, String(rows[0]['matter_id']), async (k) => {
    const pack = await packById(k.tx, kit.vault, id);
    if (!pack) throw gone();
    const all = await filesOfMatter(k.tx, kit.vault, pack.matterId);
    const files = pack.files.flatMap((f) => all.find((x) => x.id === f) ?? []);
    await noteRead(k.tx, { ...k, matter: k.d.matter, actor, what: 'export' });
    const { page, list } = await kept(kit, pack);
    return { pack, page, list, files };
  });
}

async function kept(kit: PaperKit, pack: Pack): Promise<{ page: string; list: string }> {
  const key = kit.vault.open(
    { table: 'file', column: 'sealed_key', row: pack.place, of: `file/${pack.place}` },
    pack.sealedKey,
  );
  const bytes = await kit.shelf.read(pack.place, Buffer.from(key, 'base64'));
  const text = JSON.parse(bytes.toString()) as { page: string; list: string };
  if (sha256(text.list) !== pack.listSha256) throw new AppError('file.damaged', { name: '证据包' });
  return text;
}

/** The page for printing. */
export const packPage = async (kit: PaperKit, actor: Actor, id: string): Promise<string> =>
  (await openPack(kit, actor, id)).page;

/** One file of a pack, by the name that it has there. */
export async function packFile(
  kit: PaperKit,
  actor: Actor,
  id: string,
  name: string,
): Promise<Awaited<ReturnType<typeof openShelved>>> {
  const { files } = await openPack(kit, actor, id);
  const file = files.find((f, i) => packedName(f, i) === name);
  if (!file) throw new AppError('not-found', { what: '这个附件' });
  return await openShelved(kit, file);
}

/** The whole pack as a zip: page, files, list of checksums. */
export async function packZip(
  kit: PaperKit,
  actor: Actor,
  id: string,
): Promise<{ readonly name: string; readonly bytes: ReadableStream<Uint8Array> }> {
  const { page, list, files } = await openPack(kit, actor, id);
  async function* parts(): AsyncGenerator<{ name: string; data: Uint8Array }> {
    yield { name: PAGE, data: Buffer.from(page) };
    for (const [i, f] of files.entries())
      yield { name: `files/${packedName(f, i)}`, data: (await openShelved(kit, f)).bytes };
    yield { name: LIST, data: Buffer.from(list) };
  }
  return { name: '证据材料.zip', bytes: ReadableStream.from(zipStream(parts())) };
}
