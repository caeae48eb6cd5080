import type {
  AgencyKind,
  AnswerKind,
  ConsentWay,
  ReferralEventKind,
  ReferralNeeds,
  ReferralState,
  SharedField,
} from '../../contracts/api-referrals.ts';

/** A referral (转办) as it stands, without what went. */
export interface Referral {
  readonly regionCode: string;
  readonly id: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly matterId: string;
  readonly at: Date;
  readonly kind: AgencyKind;
  readonly basis: 'consent' | 'law';
  readonly state: ReferralState;
  readonly needs: ReferralNeeds | null;
  readonly accountId: string;
  readonly requestPrint: Buffer;
  readonly bodyHash: Buffer;
  /** The link that is good now; older ones lead to a sentence. */
  readonly linkPrint: Buffer;
  readonly pinPrint: Buffer;
  readonly wrongPins: number;
  readonly opens: number;
  /** First moments that are too late: for the answer, for waiting on, for the link. */
  readonly dueAt: Date;
  readonly urgeAt: Date;
  readonly expiresAt: Date;
  /** Since when their question waits for us: that time is not theirs. */
  readonly askedAt: Date | null;
  readonly dueToldAt: Date | null;
  readonly silentAt: Date | null;
  readonly answeredAt: Date | null;
  readonly version: number;
}

/** What went, sealed as one. */
export interface Sent {
  readonly agency: string;
  readonly ask: string;
  readonly callBack: string;
  /** Number and unit of the matter, and who is responsible, as they stood. */
  readonly number: string;
  readonly unit: string;
  readonly by: string;
  readonly fields: readonly (SharedField & { readonly key: string; readonly isPersonal: boolean })[];
  /** What she agreed may go, when and how; or the law in place of it. */
  readonly consent: {
    readonly labels: readonly string[];
    readonly way: ConsentWay;
    readonly day: string;
    readonly words: string;
  } | null;
  readonly law: { readonly name: string; readonly why: string } | null;
}

/** What was said with an event, sealed. */
export interface Said {
  readonly words?: string;
  readonly person?: string;
  readonly phone?: string;
  readonly outcome?: AnswerKind;
  readonly day?: string;
  readonly way?: string;
  readonly number?: string;
  readonly by?: string;
}
export interface ReferralEvent {
  readonly id: string;
  readonly at: Date;
  readonly kind: ReferralEventKind;
  readonly accountId: string | null;
  readonly requestPrint: Buffer | null;
  readonly said: Said;
}
