export type { Align, Block, DocumentHeader, FigureSource, OfficialDocument, Run } from './model.ts';
export { renderDocx } from './render.ts';
