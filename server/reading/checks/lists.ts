/** How many items a list may be read as having: 妇女和儿童 may be one item or two. */
export type Count = { least: number; most: number; open: boolean; clean: boolean; at: number };

const LONGEST_ITEM = 26;
/** Inside an item these words show that the list may only begin after them. */
const BEGINS = /[的了对以为把将在向给被让使与和及]|开展|举办|组织|围绕|包括|制定|建立|成立/;
const AND = /以及|和|及|与|暨/;

/** 两名律师、两名医生和三名社工: what has numbers of its own is no list of items to be counted. */
const NUMBERED =
  /(?:\d|[一二两三四五六七八九十百千万])[余多]?(?:名|个|家|位|件|户|人|场|次|所|处|支|篇|期|种|项|类|镇|村|条)/;

/** Replaces what stands in quotes, brackets and book titles by as many blank letters, so that its 、 do not count. */
export function masked(words: string): string {
  return words
    .replace(/《[^《》]*》/g, (hit) => '甲'.repeat(hit.length))
    .replace(/“[^“”]*”/g, (hit) => '甲'.repeat(hit.length))
    .replace(/[(（][^()（）]*[)）]/g, (hit) => '　'.repeat(hit.length));
}

/** Reads the items that end right before a count: “A、B和C” before 三项活动. Null when there is no list. */
export function listBefore(words: string): Count | null {
  const open = /等(?:多|地)?$/.test(words);
  const body = words.replace(/等(?:多|地)?$/, '').replace(/[这共]$/, '');
  if (/[和与及、]$/.test(body)) return null;
  const quoted = /“([^“”]{3,80})”$/.exec(body);
  if (quoted?.[1] && /[、,，]/.test(quoted[1]) && !/[、和及]\s*“[^“”]*”$/.test(body)) {
    const pieces = quoted[1].split(/[、,，]/);
    return { ...spread(pieces), open, at: body.length - (quoted[0]?.length ?? 0) };
  }
  const plain = masked(body);
  const cut = Math.max(
    ...['，', ',', '。', '；', ';', '：', ':', '\n', '！', '!', '？'].map((mark) => plain.lastIndexOf(mark)),
  );
  const run = plain.slice(cut + 1);
  if (NUMBERED.test(run.slice(Math.max(0, run.indexOf('、'))))) return null;
  const adjacent = /(?:“[^“”]{1,30}”|《[^《》]{1,40}》){2,}$/.exec(body);
  if (!run.includes('、')) {
    if (!adjacent) return null;
    const count = adjacent[0].match(/[“《]/g)?.length ?? 0;
    return { least: count, most: count, open, clean: true, at: body.length - adjacent[0].length };
  }
  return { ...spread(run.split('、')), open, at: cut + 1 };
}

/** 幸福社区和阳光社区 before 两个社区: two items without 、, which only the number two can mean. */
export function twoBefore(words: string, number: number): Count | null {
  if (number !== 2) return null;
  const hit = /([^，,。；;：:、\s]{2,14})[和与及]([^，,。；;：:、\s和与及]{2,12})$/.exec(masked(words));
  if (!hit || NUMBERED.test(hit[0]) || BEGINS.test(hit[2] ?? '')) return null;
  return { least: 2, most: 2, open: false, clean: false, at: words.length - hit[0].length };
}

/** Reads the items of a list that follows: separated by ；, else by 、, else by ，. */
export function listAfter(words: string, noun: string): Count | null {
  const open = /等[^、,，;；]{0,8}$/.test(words.replace(/[。.)）\s]+$/, ''));
  const plain = masked(words).replace(/[。.\s]+$/, '');
  const sections = plain.split(/[；;]/).filter((piece) => piece.trim() !== '');
  if (sections.length >= 2)
    return { least: sections.length, most: sections.length, open, clean: true, at: 0 };
  const commas = plain.split(/[，,]/).filter((piece) => piece.trim() !== '');
  // 即甲示范基地,乙、丙示范基地,丁示范基地: what ends in the counted word is an item, names inside it are not.
  const kind = noun.slice(-2);
  const kindred =
    kind.length === 2 ? plain.split(/[，,、]/).filter((piece) => piece.trim().endsWith(kind)).length : 0;
  if (kindred >= 2)
    return {
      least: kindred,
      most: kindred,
      open,
      clean: kindred === commas.length || commas.length > kindred,
      at: 0,
    };
  if (plain.includes('、')) {
    const own = commas.length > 1 ? (commas[0] ?? '') : plain;
    if (commas.length > 1 && !own.includes('、'))
      return { least: commas.length, most: commas.length, open, clean: false, at: 0 };
    return { ...spread(own.split('、')), open, at: 0, ...(commas.length > 1 ? { clean: false } : {}) };
  }
  const titles = words.match(/《[^《》]+》/g)?.length ?? 0;
  if (titles >= 2) return { least: titles, most: titles, open, clean: true, at: 0 };
  if (commas.length >= 2) return { ...spread(commas), open, clean: false, at: 0 };
  return null;
}

/** 三和纺织10万元 beside 东岳食品30万元 is one item: what 和 parts would not be like its neighbours. */
function parts(last: string, pieces: string[]): boolean {
  const numbered = pieces.slice(0, -1).filter((piece) => /\d/.test(piece)).length;
  if (numbered < 2) return true;
  return last.split(AND).every((half) => /\d/.test(half));
}

/** The numbers of items that the pieces may stand for. */
function spread(pieces: string[]): { least: number; most: number; clean: boolean; at: number } {
  let least = pieces.length;
  let most = pieces.length;
  let clean = true;
  const last = pieces.at(-1) ?? '';
  // 宣传发动、组织实施、总结表彰、巩固提高: items of one length are items, whatever they begin with.
  const even = pieces.length >= 3 && pieces.slice(1).every((piece) => piece.length === last.length);
  if (/甲(?:以及|和|及|与|暨)甲/.test(last)) {
    // “甲”、“乙”和“丙”: between two quoted names 和 always parts them.
    least += 1;
    most += 1;
  } else if (/([县镇村乡区市社道所院校])(?:以及|和|及|与).{1,10}\1(?:等)?$/.test(last)) {
    // 长宁县和东川县: both halves are places of one kind.
    least += 1;
    most += 1;
  } else if (AND.test(last) && parts(last, pieces)) {
    most += 1;
    clean = false;
  }
  for (const [index, piece] of pieces.entries()) {
    if (piece.length > LONGEST_ITEM && index > 0) clean = false;
    if (index === 0 || index === pieces.length - 1) continue;
    if (AND.test(piece)) most += 1;
    if (BEGINS.test(piece) && !even) {
      // 对妇女、儿童的关爱和宣传、培训、服务三项: the list may begin in the middle.
      least = Math.min(least, pieces.length - index);
      clean = false;
    }
  }
  return { least, most, clean, at: 0 };
}
