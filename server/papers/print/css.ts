/**
 * Print style for `renderHtml`, a mirror of GB/T 9704-2012 as far as CSS goes: A4, 37/26/35/28 mm, 22 lines, 28 cells of 15.79 pt.
 * Fonts are named with fallbacks, none is shipped.
 */
export const PRINT_CSS = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
.paper { width: 156mm; color: #000; font: 16pt/28.95pt 仿宋_GB2312, 仿宋, FangSong, STFangsong, serif; letter-spacing: -0.206pt;
  text-align: justify; line-break: strict; text-spacing-trim: space-all; text-autospace: no-autospace; orphans: 1; widows: 1; }
.paper p, .paper h1, .paper h2, .paper h3, .paper h4 { margin: 0; font-size: 16pt; font-weight: normal; text-indent: 2em; }
.paper h1 { margin: 57.9pt 0 28.95pt; font: 22pt/28.95pt 方正小标宋简体, 宋体, SimSun, serif; letter-spacing: 0; text-align: center; text-indent: 0; white-space: pre-line; }
.paper h2 { font-family: 黑体, SimHei, sans-serif; }
.paper h3 { font-family: 楷体_GB2312, 楷体, KaiTi, STKaiti, serif; }
.paper h2, .paper h3, .paper h4, .paper caption { break-after: avoid; }
.paper .flush, .paper .sign, .paper .mark, .paper .number { text-indent: 0; }
.paper .mark { color: #f00; font: 40pt/1.2 方正小标宋简体, 宋体, SimSun, serif; letter-spacing: 0; text-align: center; }
.paper .number { text-align: center; border-bottom: 1pt solid #f00; padding-bottom: 4mm; }
.paper .sign { text-align: right; padding-right: 4em; break-before: avoid; }
.paper ol.notes { margin: 28.95pt 0 0; padding-left: 6.5em; list-style-position: outside; }
.paper table { width: 100%; border-collapse: collapse; font-size: 12pt; line-height: 1.4; font-variant-numeric: tabular-nums; }
.paper caption, .paper th { font-family: 黑体, SimHei, sans-serif; font-weight: normal; }
.paper th, .paper td { border: .5pt solid #000; padding: 2pt 4pt; }
.paper tr { break-inside: avoid; }
.paper button[data-figure] { all: unset; cursor: pointer; border-bottom: 1px dotted currentColor; }
.paper mark { background: #ff0; color: inherit; }
@media print { .paper button[data-figure] { border: 0; } }
`;
