import { xmlText } from './text.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/**
 * docProps/core.xml with the title and, when given, the time of making. No author and no editor: the library would
 * write "Un-named" and the clock's time, and a cadre's account name has no business in a file that leaves the unit.
 */
export function coreXml(title: string, created: Date | undefined): string {
  const stamp = created?.toISOString().replace(/\.\d+Z$/, 'Z');
  const time = (name: string): string =>
    stamp === undefined ? '' : `<dcterms:${name} xsi:type="dcterms:W3CDTF">${stamp}</dcterms:${name}>`;
  return (
    `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${xmlText(title)}</dc:title>${time('created')}${time('modified')}</cp:coreProperties>`
  );
}

/**
 * word/settings.xml. Odd and even footers differ; punctuation is not compressed, because a squeezed comma would leave
 * more than 28 characters on a line; a hand-made line break does not stretch the line before it.
 */
export function settingsXml(): string {
  return (
    `${HEAD}<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>' +
    '<w:drawingGridVerticalSpacing w:val="579"/><w:characterSpacingControl w:val="doNotCompress"/>' +
    '<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>' +
    '<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>' +
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>' +
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
  );
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980 00:00, the zero of the zip clock. */
const DOS_DATE = 0x0021;

/** Sets the time of every entry of a zip to 1 January 1980, in place, so that equal documents are equal bytes. */
export function freezeZipTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new Error('not a zip: no end record');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new Error('not a zip: broken directory');
    const local = zip.readUInt32LE(at + 42);
    if (zip.readUInt32LE(local) !== LOCAL) throw new Error('not a zip: broken entry');
    zip.writeUInt32LE(DOS_DATE << 16, at + 12);
    zip.writeUInt32LE(DOS_DATE << 16, local + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}
