import type { Finding } from './measure.ts';
import { atRest } from './rows/at-rest.ts';
import { cityReport } from './rows/city-report.ts';
import { copies } from './rows/copies.ts';
import { deskPages } from './rows/desk-pages.ts';
import { exportList } from './rows/export-list.ts';
import { freshness } from './rows/freshness.ts';
import { gridRow } from './rows/grid.ts';
import { keptTexts } from './rows/kept-texts.ts';
import { listPages } from './rows/list-page.ts';
import { matters } from './rows/matters.ts';
import { oddRanges } from './rows/odd-ranges.ts';
import { readingQuality } from './rows/reading-quality.ts';
import { readingSameness } from './rows/reading-sameness.ts';
import { readingSpeed } from './rows/reading-speed.ts';
import { rebuild } from './rows/rebuild.ts';
import { saves } from './rows/saves.ts';
import { searchAnswers } from './rows/search.ts';
import { treeLoad } from './rows/tree-load.ts';
import { yearPages } from './rows/year-page.ts';
import { smallCounts } from './small-counts.ts';
import type { Bench } from './world.ts';

export { type Finding, isMet, printed } from './measure.ts';
export { openBench } from './world.ts';

export interface BenchRow {
  readonly name: string;
  readonly about: string;
  readonly run: (bench: Bench) => Promise<Finding[]>;
}

/** The rows of the table, in the order in which they run. */
export const ROWS: readonly BenchRow[] = [
  { name: 'tree', about: '载入全国组织树,对同样的 COPY', run: treeLoad },
  { name: 'saves', about: '16 个客户端经 HTTP 保存,对最简事务', run: saves },
  { name: 'freshness', about: '从答复保存到全国数字看得见', run: freshness },
  { name: 'year-page', about: '一个组织的年页:20 个指标量、40 个下级', run: yearPages },
  { name: 'rebuild', about: '全部数字从记录重算,对一句分组插入', run: rebuild },
  { name: 'odd-ranges', about: '任意时间、去重人数', run: oddRanges },
  { name: 'list', about: '列表一页:六级 × 排序和筛选', run: listPages },
  { name: 'matters', about: '一百万件事项:收件箱、办一步、到期清理', run: matters },
  { name: 'small-counts', about: '个案台账一年的小数:读记录、找别的可能,对数一遍', run: smallCounts },
  { name: 'copies', about: '备份:全部表导出、导入对 COPY;加密对不加密', run: copies },
  { name: 'report', about: '样例世界里福州市的年度总结', run: cityReport },
  {
    name: 'reading-quality',
    about: '读报告:数字与勾稽,对标注(HALFSKY_LABELS 可加一个文件夹)',
    run: readingQuality,
  },
  { name: 'reading-speed', about: '读报告:一万、十万、一千万字', run: readingSpeed },
  { name: 'reading-sameness', about: '读报告:十万份里查雷同', run: readingSameness },
  { name: 'kept-texts', about: '比对库:从库里的十万份中查雷同(记录条数的十分之一)', run: keptTexts },
  { name: 'export', about: '十万行导出成 Excel 表', run: exportList },
  { name: 'grid', about: '一千行的成片录入,在真浏览器里(先构建页面)', run: gridRow },
  { name: 'search', about: '搜索:66 万组织、一百万行,按字、代码、拼音首字母', run: searchAnswers },
  { name: 'pages', about: '首页、列表、数字、组织树,从点开到看见(先构建页面)', run: deskPages },
  { name: 'rest', about: '占用的内存与启动', run: atRest },
];
