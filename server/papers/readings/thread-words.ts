import type { Check, Figure } from '../../reading/index.ts';
import type { SamenessWithin, Stretch } from '../../reading/sameness/index.ts';

/** What the house and its reading thread say to each other. */
export type Question =
  | { readonly kind: 'read'; readonly text: string }
  | {
      readonly kind: 'compare';
      readonly text: string;
      readonly others: readonly { readonly id: string; readonly text: string }[];
    };
export type Ask = Question & { readonly id: number };

export interface ReadText {
  readonly chars: number;
  readonly figures: readonly Figure[];
  readonly checks: readonly Check[];
  readonly within: SamenessWithin;
  /** Fingerprints to look it up with, and those under which it would be kept. */
  readonly question: readonly number[];
  readonly prints: readonly number[];
}
export interface Compared {
  readonly id: string;
  readonly share: number;
  readonly identical: boolean;
  readonly stretches: readonly (Stretch & { readonly otherText: string })[];
  readonly more: number;
}

export type Told =
  | { readonly id: number; readonly kind: 'begun' }
  | { readonly id: number; readonly kind: 'step'; readonly step: number }
  | { readonly id: number; readonly kind: 'read'; readonly result: ReadText }
  | { readonly id: number; readonly kind: 'compared'; readonly result: readonly Compared[] }
  | { readonly id: number; readonly kind: 'failed'; readonly code: string | null; readonly message: string };
