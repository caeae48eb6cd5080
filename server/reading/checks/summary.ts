import type { Check } from '../model.ts';
import { finding } from './finding.ts';
import { type Marker, markersOf } from './markers.ts';
import { numeral } from './numerals.ts';
import type { Scene } from './scene.ts';

const BACK_TO = /(?:以上|上述)([两二三四五六七八九十])(?:点|条|项|个方面|个问题|个环节|个步骤|类|种)/g;
/** How far before the words the last numbered beginning may stand, in characters. */
const NEAR = 600;
/** The numbered beginnings themselves may stand this far before, in characters. */
const WINDOW = 6_000;

/** 一是…二是…三是…四是…。以上三点: a count told after what it counts. */
export function summaries(scene: Scene): Check[] {
  const { text } = scene.view;
  const hits = [...text.matchAll(BACK_TO)];
  if (hits.length === 0) return [];
  const out: Check[] = [];
  for (const hit of hits) {
    const from = Math.max(0, hit.index - WINDOW);
    const markers = markersOf(text.slice(from, hit.index)).map((one) => ({ ...one, at: one.at + from }));
    const number = numeral(hit[1] ?? '');
    const items = before(markers, hit.index);
    const [first] = items;
    const last = items.at(-1);
    if (number === null || !first || !last || items.length < 2 || hit.index - last.at > NEAR) continue;
    const holds = items.length === number;
    const point = (at: number) => scene.view.pointOf(at);
    const end = hit.index + hit[0].length;
    out.push(
      finding(scene, {
        type: 'enumeration',
        parts: [
          { start: point(hit.index + 2), end: point(hit.index + 3), value: number, label: hit[0] },
          { start: point(first.at), end: point(first.at + 1), value: items.length, label: '列出的项' },
        ],
        place: { start: point(hit.index), end: point(end) },
        holds,
        grade: holds ? null : 'ask',
        gap: Math.abs(items.length - number),
        computed: `列出${items.length}项,写明${number}`,
        message: holds
          ? `“${hit[0]}”与列出的${items.length}项相符`
          : `写的是“${hit[0]}”,前面列出的却是${items.length}项,请核对`,
      }),
    );
  }
  return out;
}

/** The sequence 一是 … n是 that ends before a place, back to its first. */
function before(markers: Marker[], at: number): Marker[] {
  let k = markers.findLastIndex((marker) => marker.at < at && marker.inline);
  const last = markers[k];
  if (!last) return [];
  const found = [last];
  for (k -= 1; k >= 0 && (found[0]?.number ?? 1) > 1; k -= 1) {
    const marker = markers[k] as Marker;
    if (marker.style !== last.style) continue;
    if (marker.number !== (found[0]?.number ?? 0) - 1) return [];
    found.unshift(marker);
  }
  return found[0]?.number === 1 ? found : [];
}
