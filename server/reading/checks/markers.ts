import { numeral } from './numerals.ts';

/** A numbered beginning: 一是、第二、（三）、4. — with its style, number and place (UTF-16). */
export type Marker = { at: number; style: string; number: number; inline: boolean };

const CN = '[一二三四五六七八九十]{1,3}';
const STYLES: { style: string; pattern: string; inline: boolean }[] = [
  { style: '是', pattern: `(?<=[，,。；;：:、！!\\s“”(（)）]|^)(${CN})是`, inline: true },
  { style: '要', pattern: `(?<=[，,。；;：:！!\\s]|^)(${CN})要`, inline: true },
  { style: '第', pattern: `(?<=[，,。；;：:！!\\s]|^)第(${CN})(?=[，,、:：\\s是])`, inline: true },
  { style: '（', pattern: `[（(](${CN})[)）]`, inline: false },
  { style: '、', pattern: `(?<=\\n[\\s　]*|^)(${CN})、`, inline: false },
  { style: '1（', pattern: '[（(](\\d{1,2})[)）]', inline: false },
  { style: '1、', pattern: '(?<=[\\n。；;：:][\\s　]*|^)(\\d{1,2})(?:、|[.．](?!\\d))', inline: false },
  { style: '①', pattern: '([①-⑳])', inline: false },
];
const ALL = new RegExp(STYLES.map(({ pattern }) => pattern).join('|'), 'gm');

/** All numbered beginnings of a text in order, in one pass. */
export function markersOf(text: string): Marker[] {
  const markers: Marker[] = [];
  for (const hit of text.matchAll(ALL)) {
    const which = STYLES.findIndex((_, index) => hit[index + 1] !== undefined);
    const style = STYLES[which];
    const word = hit[which + 1];
    if (!style || word === undefined) continue;
    const number = style.style === '①' ? word.charCodeAt(0) - 0x2460 + 1 : numeral(word);
    if (number !== null && number > 0)
      markers.push({ at: hit.index, style: style.style, number, inline: style.inline });
  }
  return markers;
}

/** How far a sequence is followed, in markers. */
const FARTHEST = 400;

/** The items of the sequence that starts with `markers[first]` (number 1): how many, and where the last one starts. */
export function sequence(
  text: string,
  markers: Marker[],
  first: number,
): { count: number; last: Marker; restarted: boolean } | null {
  const head = markers[first];
  if (head?.number !== 1) return null;
  let count = 1;
  let last = head;
  for (let k = first + 1; k < markers.length && k < first + FARTHEST; k++) {
    const marker = markers[k];
    if (!marker) break;
    if (marker.style === head.style) {
      if (marker.number === count + 1) {
        count += 1;
        last = marker;
        continue;
      }
      if (marker.number === 1) return { count, last, restarted: true };
      continue;
    }
    // 一是 … ends where a new heading begins in a new line; a heading's items run on until it starts again.
    if (
      head.inline &&
      !marker.inline &&
      /\n[\s　]*$/.test(text.slice(Math.max(0, marker.at - 4), marker.at)) &&
      rank(marker) < 4
    )
      break;
  }
  return { count, last, restarted: false };
}

const rank = (marker: Marker) => ['、', '（', '1、', '1（'].indexOf(marker.style);
