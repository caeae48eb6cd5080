export { checkFigures } from './checks/index.ts';
export { readFigures } from './figures/index.ts';
export type { Check, CheckType, Figure, FigureKind, Qualifier, Span, Stretch } from './model.ts';
