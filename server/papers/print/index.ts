export { PRINT_CSS } from './css.ts';
export { renderHtml } from './render.ts';
