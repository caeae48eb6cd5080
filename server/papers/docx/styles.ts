import { FONT, fontXml } from './fonts.ts';
import { cells, LINE, SIZE, TIGHTEN } from './measures.ts';

/** Style ids used by the renderer; the text of a paragraph carries no formatting of its own where a style can say it. */
export const STYLE = {
  base: 'Normal',
  body: 'OfficialBody',
  title: 'Title',
  flush: 'OfficialFlush',
  masthead: 'OfficialMasthead',
  heading1: 'Heading1',
  heading2: 'Heading2',
  heading3: 'Heading3',
  caption: 'Caption',
  cell: 'OfficialCell',
  cellHead: 'OfficialCellHead',
  pageNumber: 'Footer',
} as const;

type Style = { id: string; name: string; paragraph: string; run: string; base?: string };

const exact = `<w:spacing w:before="0" w:after="0" w:line="${LINE}" w:lineRule="exact"/>`;
const indent = `<w:ind w:firstLineChars="200" w:firstLine="${cells(2)}"/>`;
/** Off the grid: the pitch is said by line and character instead, see TIGHTEN. */
const offGrid = '<w:snapToGrid w:val="0"/>';
const natural = `<w:spacing w:val="0"/>`;
const size = (half: number): string => `<w:sz w:val="${half}"/><w:szCs w:val="${half}"/>`;
const heading = (level: number): string => `<w:keepNext/>${indent}<w:outlineLvl w:val="${level}"/>`;

/**
 * A line is exact, not automatic: then 22 lines fit whatever fallback font a machine has, since tall fallback fonts
 * would otherwise take two grid lines. Table cells are looser and keep off the grid.
 */
const STYLES: Style[] = [
  { id: STYLE.body, name: '公文正文', paragraph: indent, run: '' },
  { id: STYLE.flush, name: '公文顶格', paragraph: '', run: '' },
  { id: STYLE.masthead, name: '公文版头', paragraph: offGrid, run: natural },
  {
    id: STYLE.title,
    name: 'Title',
    paragraph: `<w:keepNext/>${offGrid}<w:jc w:val="center"/>`,
    run: fontXml(FONT.title) + natural + size(SIZE.two),
  },
  { id: STYLE.heading1, name: 'heading 1', paragraph: heading(0), run: fontXml(FONT.first) },
  { id: STYLE.heading2, name: 'heading 2', paragraph: heading(1), run: fontXml(FONT.second) },
  { id: STYLE.heading3, name: 'heading 3', paragraph: heading(2), run: fontXml(FONT.body) },
  {
    id: STYLE.caption,
    name: 'caption',
    paragraph: `<w:keepNext/>${offGrid}<w:jc w:val="center"/>`,
    run: fontXml(FONT.first) + natural + size(SIZE.four),
  },
  {
    id: STYLE.cell,
    name: '公文表格',
    paragraph: `${offGrid}<w:spacing w:before="40" w:after="40" w:line="320" w:lineRule="atLeast"/><w:jc w:val="left"/>`,
    run: `${natural}${size(24)}<w14:numSpacing w14:val="tabular"/>`,
  },
  {
    id: STYLE.cellHead,
    name: '公文表头',
    base: STYLE.cell,
    paragraph: '<w:keepNext/><w:jc w:val="center"/>',
    run: fontXml(FONT.first),
  },
  {
    id: STYLE.pageNumber,
    name: 'footer',
    paragraph: `${offGrid}<w:spacing w:before="0" w:after="0" w:line="320" w:lineRule="exact"/><w:jc w:val="left"/>`,
    run: `${fontXml(FONT.pageNumber)}${natural}${size(SIZE.four)}`,
  },
];

/** Written by hand because the library cannot say kinsoku, or that overflow and auto spacing are off. */
const BASE_PARAGRAPH =
  '<w:widowControl w:val="0"/><w:kinsoku w:val="1"/><w:overflowPunct w:val="0"/><w:topLinePunct w:val="0"/>' +
  '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>' +
  `${offGrid}${exact}<w:jc w:val="both"/>`;

function styleXml({ id, name, paragraph, run, base = STYLE.base }: Style): string {
  return (
    `<w:style w:type="paragraph" w:customStyle="${id.startsWith('Official') ? 1 : 0}" w:styleId="${id}">` +
    `<w:name w:val="${name}"/><w:basedOn w:val="${base}"/><w:next w:val="${STYLE.body}"/><w:qFormat/>` +
    `<w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
  );
}

/** word/styles.xml with every paragraph style of the house. */
export function stylesXml(): string {
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" ' +
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14">' +
    `<w:docDefaults><w:rPrDefault><w:rPr>${fontXml(FONT.body)}<w:color w:val="000000"/><w:kern w:val="0"/>` +
    `${size(SIZE.three)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
    '<w:pPrDefault/></w:docDefaults>' +
    `<w:style w:type="paragraph" w:default="1" w:styleId="${STYLE.base}"><w:name w:val="Normal"/><w:qFormat/>` +
    `<w:pPr>${BASE_PARAGRAPH}</w:pPr><w:rPr>${fontXml(FONT.body)}<w:snapToGrid w:val="0"/><w:spacing w:val="${TIGHTEN}"/>${size(SIZE.three)}</w:rPr></w:style>` +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>' +
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>' +
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
    STYLES.map(styleXml).join('') +
    '</w:styles>'
  );
}
