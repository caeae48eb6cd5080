import type { ActingView } from './api-deputies.ts';
import type { Ledger, Level, UnitKind } from './ledger.ts';

/** Shapes that cross the wire between the server and its pages: requests are checked, answers are typed. */
export * from './api-requests.ts';

export interface UnitView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly kind: UnitKind;
  readonly parentId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly since: string | null;
  readonly hasChildren?: boolean;
}
export interface UnitPage {
  readonly unit: UnitView;
  readonly ancestors: readonly UnitView[];
  readonly children: readonly UnitView[];
  /** What she may do here: 'create' 'rename' 'move' 'merge' 'split' 'close'. */
  readonly may: readonly string[];
}
export interface UnitHistory {
  readonly spans: readonly {
    readonly from: string | null;
    readonly to: string;
    readonly name: string;
    readonly code: string;
    readonly parent: string | null;
  }[];
  readonly events: readonly {
    readonly day: string;
    readonly change: string;
    readonly text: string;
    /** She may take it back: nothing has followed. */
    readonly mayUndo?: boolean;
  }[];
}
export interface Me {
  readonly name: string;
  readonly postId: string;
  readonly postTitle: string;
  readonly role: string;
  readonly roleName: string;
  readonly unit: UnitView;
  readonly permissions: readonly string[];
  readonly posts: readonly { readonly id: string; readonly title: string; readonly unitName: string }[];
  /** In whose place she acts now (代理); null in a post of her own. */
  readonly acting: ActingView | null;
  readonly sample: boolean;
  readonly today: string;
}
export interface SampleAccount {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly level: Level;
  readonly hint: string;
  /** Code of the second step at this moment, and for how many seconds; null where there is none. */
  readonly code: string | null;
  readonly seconds: number | null;
}
export interface LedgerSummary {
  readonly key: string;
  readonly name: string;
  readonly group: string;
  readonly about: string;
  /** May she write in it, for her own unit or those directly below? */
  readonly mayWrite: boolean;
  readonly privacy: Ledger['privacy'];
  /** State of this month for her own unit; null when she is not expected. */
  readonly thisMonth: 'open' | 'lines' | 'zero' | null;
}
export interface EntryView {
  readonly id: string;
  readonly ledger: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly day: string;
  readonly until: string | null;
  readonly title: string;
  readonly value: number | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly opening: 'covers' | 'rest' | null;
  readonly joint: readonly string[];
  readonly explanation: string | null;
  readonly state: 'valid' | 'withdrawn';
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}
export interface EntryList {
  readonly rows: readonly EntryView[];
  /** Cursor of the next page; null at the end. */
  readonly next: string | null;
  /** Set when the reader may see counts only (case ledgers of other units). */
  readonly countsOnly?: boolean;
}
export interface EntryPage {
  readonly entry: EntryView;
  /** Partners of a joint event by name; the line's own unit leads. */
  readonly joint: readonly { readonly id: string; readonly name: string }[];
  readonly versions: readonly {
    readonly version: number;
    readonly change: 'create' | 'correct' | 'withdraw' | 'restore';
    readonly day: string;
    readonly data: Readonly<Record<string, unknown>>;
    readonly reason: string | null;
    readonly explanation: string | null;
    readonly at: string;
    readonly by: string | null;
  }[];
  /** 'correct' 'withdraw' 'restore' */
  readonly may: readonly string[];
}
export interface SavedEntry {
  readonly entry: EntryView;
  /** Where this line counts, in words: '本村 2013年5月 培训期数'. */
  readonly counted: readonly string[];
}
export interface CoverageView {
  readonly months: readonly {
    readonly month: string;
    readonly state: 'open' | 'lines' | 'zero';
    /** null: how many cases a month had is not told to those who do not hold them. */
    readonly lines: number | null;
  }[];
}
export interface MeasureView {
  readonly key: string;
  readonly label: string;
  readonly unitWord: string;
  readonly kind: 'flow' | 'stock' | 'ratio' | 'extreme' | 'distinct';
  readonly rule: string;
  readonly ledger: string;
  readonly ledgerName: string;
  readonly group: string;
  readonly dimensions: readonly { readonly key: string; readonly label: string }[];
}
export interface FigureRow {
  /** Unit id, month (2013-05) or dimension value ('' = 未填). */
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
  readonly own: number | null;
  readonly below: number | null;
  readonly lines: number;
  /** Rows by unit: may be opened one level down. */
  readonly hasChildren?: boolean;
  /** What stands in the place of a count of cases that is not told: 少于5, 不单列. Its value is null and not 0. */
  readonly hidden?: string;
}
export interface FigureView {
  readonly value: number | null;
  readonly unitWord: string;
  readonly own: number | null;
  readonly below: number | null;
  readonly lines: number;
  readonly opening: number;
  readonly reported: { readonly done: number; readonly expected: number } | null;
  readonly rows: readonly FigureRow[];
  readonly label: string;
  readonly rule: string;
  /** The same figure a year before; null when nothing was reported then. */
  readonly lastYear: number | null;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  /** What stands in the place of a count of cases that is not told: 少于5, 不单列. Its value is null and not 0. */
  readonly hidden?: string;
  readonly lastHidden?: string;
}
export interface FigureLines {
  readonly rows: readonly (EntryView & { readonly counts: number })[];
  readonly next: string | null;
  readonly countsOnly?: boolean;
}
export interface FigurePage {
  readonly unit: UnitView;
  readonly measures: readonly MeasureView[];
  /** First row is the unit itself, then its children. Cells in order of `measures`. */
  readonly rows: readonly {
    readonly unit: UnitView;
    readonly cells: readonly {
      readonly value: number | null;
      readonly own: number | null;
      readonly below: number | null;
      readonly lines: number;
      /** What stands in the place of a count of cases that is not told: 少于5, 不单列. Its value is null and not 0. */
      readonly hidden?: string;
    }[];
  }[];
}

export interface ReportFigure {
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
  readonly unitWord: string;
  readonly qualifier: 'over' | 'atLeast' | null;
  /** As it stands in the sentence: '6814人', '1万多株'. */
  readonly shown: string;
  /** Key of its sentence or table. */
  readonly sentence: string;
  readonly measure: string;
  readonly where: Readonly<Record<string, string | readonly string[]>>;
  readonly scope: 'own' | 'below' | 'total';
  readonly from: string;
  readonly to: string;
  readonly opening: number;
}
export type ReportPiece = { readonly text: string } | { readonly figure: string; readonly text: string };
export type ReportBlock =
  | {
      readonly kind: 'sentence';
      readonly key: string;
      readonly pieces: readonly ReportPiece[];
      readonly failed: readonly string[];
    }
  | { readonly kind: 'prose'; readonly key: string; readonly text: string }
  | {
      /** Written by hand (手写); figures in it are bound ones. `key` names its place: 'after/sessions', 'plan/…'. */
      readonly kind: 'hand';
      readonly key: string;
      readonly pieces: readonly ReportPiece[];
      /** Goes on in the paragraph before it. */
      readonly joins: boolean;
    }
  | {
      readonly kind: 'table';
      readonly key: string;
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly ReportPiece[])[];
    };
export interface ReportView {
  readonly kind: string;
  readonly name: string;
  readonly title: string;
  readonly unit: UnitView;
  readonly from: string;
  readonly to: string;
  readonly parts: readonly {
    /** Key of the template's part; final versions of old have none. */
    readonly key?: string;
    readonly heading: string;
    readonly level: 1 | 2;
    readonly blocks: readonly ReportBlock[];
  }[];
  readonly figures: readonly ReportFigure[];
  /** Figures for which nothing was reported: the draft stops here. */
  readonly missing: readonly {
    readonly key: string;
    readonly label: string;
    readonly sentence: string;
    readonly measure: string;
    readonly message: string;
  }[];
  /** Checks that do not hold: shown beside the sentence; a final version needs an explanation for each. */
  readonly failed: readonly {
    readonly key: string;
    readonly sentence: string;
    readonly message: string;
    readonly gap: number | null;
    readonly explanation: string | null;
  }[];
  /** Sentences left out because nothing was reported: said, not hidden. */
  readonly omitted: readonly { readonly sentence: string; readonly message: string }[];
  /** 'download' 'finalise' */
  readonly may: readonly string[];
  readonly state: 'draft' | 'final';
  readonly version: number;
}
