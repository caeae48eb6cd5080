import { ANSWERS, type ReferralPaper } from '../../contracts/api-referrals.ts';
import type { Block, OfficialDocument } from '../papers/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { paperFor } from './agencies.ts';
import type { Referral, ReferralEvent, Sent } from './referral.ts';
import { dayWords, lastDayOf } from './rules.ts';

/**
 * The paper after silence, refusal or an answer that is not proper (督促处理意见, 妇女权益保障法 73); to courts, procuratorates
 * and counsel a letter that asks (函). It holds what went to this very agency before and no more; names and how she is
 * reached stay out: a paper passes through more hands than a link. Pure.
 */
export function paperOf(
  r: Referral,
  sent: Sent,
  events: readonly ReferralEvent[],
  o: {
    readonly body: ReferralPaper;
    readonly issuer: string;
    readonly today: string;
    readonly sample: boolean;
  },
): OfficialDocument {
  const isUrging = paperFor(r.kind) === 'urge';
  const text = (words: string): Block => ({ kind: 'paragraph', runs: [{ text: words }] });
  const heading = (words: string): Block => ({ kind: 'heading', level: 1, text: words });
  const fields = sent.fields.filter((f) => !f.isPersonal && o.body.fields.includes(f.label));
  return {
    title: isUrging ? '关于一件转办事项的督促处理意见' : '关于商请告知一件转办事项办理情况的函',
    addressee: sent.agency,
    blocks: [
      text(
        `${dayWords(chinaDay(r.at))}，${sent.unit}就${sent.number}事项向你单位转办，请于${dayWords(lastDayOf(r.dueAt))}前答复。`,
      ),
      heading('一、转办的事'),
      text(sent.ask),
      ...fields.map((f) => text(`${f.label}：${f.value}`)),
      text(
        '当事人姓名、联系方式见原转办件，本件不列。联系她的方式和时间以原转办件页面上写的为准，别的方式可能使她有危险；没有写的，请先联系我们。',
      ),
      heading('二、办理经过'),
      ...courseOf(r, events).map(text),
      heading(isUrging ? '三、意见' : '三、商请事项'),
      ...(isUrging ? urgeWords(o.body) : askWords(o.body)).map(text),
    ],
    issuer: o.issuer,
    date: dayWords(o.today),
    sample: o.sample,
  };
}

/** Who did what when, of what both sides know. */
function courseOf(r: Referral, events: readonly ReferralEvent[]): string[] {
  const on = (e: ReferralEvent): string => dayWords(chinaDay(e.at));
  const first = events.find((e) => e.kind === 'opened');
  const accepted = events.findLast((e) => e.kind === 'accepted');
  const answer = events.findLast((e) => e.kind === 'answered');
  const chased = events.filter((e) => e.kind === 'chased');
  const lines = [first ? `${on(first)}，你单位打开了转办件。` : '转办件至今没有打开过。'];
  if (accepted) lines.push(`${on(accepted)}，${accepted.said.person ?? ''}接收。`);
  if (chased.length > 0) lines.push(`到期前后催办 ${chased.length} 次：${chased.map(on).join('、')}。`);
  if (answer)
    // Their own words may name her: they have them.
    lines.push(
      `${answer.said.day ? dayWords(answer.said.day) : on(answer)}，你单位答复：${ANSWERS[answer.said.outcome ?? 'done']}（内容见你单位的答复）。`,
    );
  else if (r.askedAt === null) lines.push('至今没有收到答复。');
  return lines;
}

const WHY: Readonly<Record<ReferralPaper['reason'], string>> = {
  silent: '你单位逾期没有答复。',
  refused: '你单位不予处理。',
  improper: '我们认为处理不当。',
};

function urgeWords(body: ReferralPaper): string[] {
  return [
    `《中华人民共和国妇女权益保障法》第七十三条规定，妇女联合会有权要求并协助有关部门或者单位查处侵害妇女合法权益的行为，有关部门或者单位应当依法查处，并予以答复；不予处理或者处理不当的，妇女联合会可以提出督促处理意见，必要时可以提请同级人民政府开展督查。`,
    `${WHY[body.reason]}${body.words}`,
    '现提出督促处理意见：请依法查处，并于收到本意见之日起____日内书面答复办理情况。',
  ];
}

const askWords = (body: ReferralPaper): string[] => [
  `${body.reason === 'silent' ? '因尚未收到答复，' : ''}商请告知上述事项的办理情况；依法不能告知的，请说明。${body.words}`,
  '当事人等待答复，望予支持。',
];
