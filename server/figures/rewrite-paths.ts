import { rewritesPathsOf } from '../org/index.ts';

/** Gives rows of a moved subtree their new path; what they counted stays where it was counted. */
export const rewriteFigurePaths = rewritesPathsOf('fact', 'cell', 'coverage', 'figure_view');
