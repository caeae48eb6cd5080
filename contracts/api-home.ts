/** Home (首页): what waits for her, what just happened, our figures, those below, and for administrators how the house stands. */

export interface HomeTodo {
  readonly text: string;
  readonly due: string | null;
  readonly urgency: 'now' | 'late' | 'soon' | 'calm';
  /** Word of the link that leads to where it is done. */
  readonly action: string;
  readonly to: string;
}
export interface HomeFigure {
  readonly measure: string;
  readonly label: string;
  readonly unitWord: string;
  readonly value: number | null;
  readonly lastYear: number | null;
  /** What stands in its place where a count of cases is not told. */
  readonly hidden?: string;
}
export interface HomeBelow {
  /** The month that is looked at: the one that is being closed, or the running one. '2013-05' */
  readonly month: string;
  readonly due: string;
  readonly isLate: boolean;
  readonly mayRemind: boolean;
  /** Months without any sign after which a unit counts as silent: a setting. */
  readonly silentAfter: number;
  readonly units: readonly {
    readonly id: string;
    readonly name: string;
    readonly done: number;
    readonly expected: number;
    /** Months in a row without any sign, counted up to `silentAfter`. */
    readonly silent: number;
    readonly reminded: string | null;
  }[];
}
/** One thing an administrator answers for, and how it stands. */
export interface HomeStanding {
  readonly name: string;
  readonly value: number | null;
  readonly unitWord: string;
  readonly tone: 'done' | 'soon' | 'late' | 'info';
  /** What it means and what is to be done, in a sentence. */
  readonly about: string;
  readonly to: string;
}
export interface HomeView {
  /** Whose home it is: says in which order the page stands. */
  readonly kind: 'office' | 'grassroots' | 'chair' | 'administrator';
  /** What waits, most urgent first, with the page where it is done. */
  readonly todo: readonly HomeTodo[];
  readonly recent: readonly { readonly text: string; readonly at: string; readonly to: string }[];
  readonly figures: readonly HomeFigure[];
  /** How the units below stand with a month's ledgers. */
  readonly below: HomeBelow | null;
  readonly standing: readonly HomeStanding[];
  /** Ledgers that her unit writes most, for a line in one click. */
  readonly write: readonly { readonly key: string; readonly name: string }[];
}
