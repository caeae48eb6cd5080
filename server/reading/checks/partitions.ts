import type { Item } from './scene.ts';
import { type Cut, WAYS } from './ways.ts';

const AGE = /(\d{1,3}|[二三四五六七八九十]{1,3})周?岁/;
const NATION =
  /(汉|少数民|哈萨克|维吾尔|蒙古?|回|藏|壮|苗|满|彝|侗|瑶|白|土家|布依|朝鲜|傣|黎|羌|柯尔克孜)族/;
const REST = /^(?:其余|其他|其它|剩余|余下|另外?)/;

/** What tells one part from its neighbours: the words before it, or after it where there are none. */
export function tagOf(item: Item): string {
  const lead = item.lead.replace(/^[,、;:和及与的]+|其中:?|[:]/g, '');
  const own = /[、和及与]$/.test(item.lead) ? '' : lead;
  return own.replace(/^(?:有|共有?)$/, '') || item.trail;
}

/** 6个下降、2个持平、1个上升: where the words follow the numbers, they do so for all parts. */
function tagsOf(parts: Item[]): string[] {
  const behind = parts.slice(1).some((item) => /(?:^|[、和及与])$/.test(item.lead) && item.trail !== '');
  return behind && parts.every((item) => item.trail !== '')
    ? parts.map((item) => item.trail)
    : parts.map(tagOf);
}

const seen = new Map<string, Int8Array>();
/** Words repeat within a report; the memory of them is emptied before it grows large. */
const MOST_SEEN = 4000;

/** Which member of each way the words name; −1 for none. */
function membersOf(tag: string): Int8Array {
  const known = seen.get(tag);
  if (known) return known;
  if (seen.size >= MOST_SEEN) seen.clear();
  const members = Int8Array.from(WAYS, (way) => way.members.findIndex((member) => member.test(tag)));
  seen.set(tag, members);
  return members;
}

/** How parts that stand side by side cut their whole; null where they do not look like a cut. */
export function cutOf(parts: Item[]): Cut | null {
  if (parts.length < 2) return null;
  const tags = tagsOf(parts);
  if (new Set(tags).size !== tags.length) return null;
  if (
    tags.some((tag) => /以上/.test(tag) && !AGE.test(tag) && !/学历|大专|本科|高中|中专|初中|万元/.test(tag))
  )
    return null;
  if (REST.test(tags.at(-1) ?? '')) return 'full';
  if (tags.every((tag) => AGE.test(tag))) return brackets(tags);
  const nations = tags.map((tag) => NATION.exec(tag)?.[1]);
  if (nations.every((nation) => nation !== undefined) && new Set(nations).size === tags.length)
    return nations.includes('少数民') && nations.includes('汉') ? 'full' : 'apart';
  const named = tags.map(membersOf);
  for (const [index, way] of WAYS.entries()) {
    const members = named.map((one) => one[index] ?? -1);
    if (members.includes(-1) || new Set(members).size !== members.length) continue;
    // 大专及以上 … 初中及以下: nothing is left out.
    if (
      tags.some((tag) => /[及或](?:其|者)?以上/.test(tag)) &&
      tags.some((tag) => /[及或](?:其|者)?以下/.test(tag))
    )
      return 'full';
    if (
      way.full?.some(
        (set) => set.length === members.length && set.every((member) => members.includes(member)),
      )
    )
      return 'full';
    return way.cut;
  }
  return sameEnding(tags) ? 'like' : null;
}

function withoutHead(tags: string[]): string[] {
  const [first = ''] = tags;
  let size = 0;
  while (size < first.length && tags.every((tag) => tag.at(-1 - size) === first.at(-1 - size))) size += 1;
  return size >= 2 ? tags.map((tag) => tag.slice(0, tag.length - size)) : tags;
}

/** 东岭区213件、望渚县187件; 宣传费、培训费: parts of one make. */
function sameEnding(all: string[]): boolean {
  // 正科级女干部、35岁以下女干部: the noun that all share says nothing, what stands before it must be alike.
  const tags = withoutHead(all);
  if (tags.some((tag) => tag === '')) return false;
  const ends = tags.map((tag) => tag.replace(/(?:有|共|为|的)+$/, '').at(-1) ?? '');
  const kind = ends.every((end) => end === ends[0]) || ends.every((end) => '县市区镇乡'.includes(end));
  return (
    kind &&
    /[区县市镇乡村类级奖班费款型组部校户网社岗纷案访科员例法活]/.test(ends[0] ?? '') &&
    tags.every((tag) => tag.length <= 10)
  );
}

/** 35岁以下 with 30岁以下 overlap: at most one bracket is open below, at most one above; with both, nothing is left out. */
function brackets(tags: string[]): Cut | null {
  const below = tags.filter((tag) => /岁(?:及其?)?以下|不满|未满/.test(tag)).length;
  const above = tags.filter((tag) => /岁(?:及其?)?以上/.test(tag)).length;
  if (below > 1 || above > 1) return null;
  return below === 1 && above === 1 ? 'full' : 'apart';
}
