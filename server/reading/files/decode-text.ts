import { UnreadableFile } from './unreadable.ts';

/** The most frequent characters of running Chinese: a wrong decoding has hardly one of them. */
const FREQUENT = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家力里如水化高自二理起小现实加量都两体制机当点从业本去把性好应开合还因由其些然前外天政四日那社义事平形相全表间样与关各重新内数正心反明看原利比或但质第向道变条只没结解问意建月公无系情者最立代想已通并提直党程展五果员位入常文总次式活设及管特件长求基资级少统接将组见计别她手期根农指区放决任取据处给保治百规领导志世金增争思受联认六共权收改清再更单教带安身务每目至达积议报完八名确科信节话整今集传步群广记需究观织装低持众书布复容儿商难近千周委技备办青省习约支团往市消构府准号率维划选标写存亲快效院查按格养易置派层始专状育识适属调满县局照参听该价严乡镇村妇女培训权益户',
);
/** So many bytes decide; what follows must only not be worse. */
const SAMPLE = 65_536;
const CANDIDATES = ['gb18030', 'utf-16le', 'utf-16be', 'utf-8'] as const;
type Encoding = (typeof CANDIDATES)[number];

/**
 * A text file's text: UTF-8 with or without its mark (BOM, left out), UTF-16 with or without, GB18030 detected. Line ends are
 * kept. Throws UnreadableFile (encoding, binary) where no decoding gives words.
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = markOf(bytes);
  if (marked) return checked(new TextDecoder(marked).decode(bytes));
  const valid = strictUtf8(bytes);
  if (valid !== null && !hasManyNulls(valid)) return valid;
  const sample = bytes.subarray(0, SAMPLE);
  const [best] = CANDIDATES.map((encoding) => ({ encoding, worth: worthOf(sample, encoding) })).sort(
    (x, y) => y.worth - x.worth,
  );
  if (!best || best.worth < 0.5) throw new UnreadableFile(looksBinary(sample) ? 'binary' : 'encoding');
  return checked(new TextDecoder(best.encoding).decode(bytes));
}

function markOf(bytes: Uint8Array): Encoding | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33) return 'gb18030';
  return null;
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** How much a decoding reads like Chinese or plain text; at most 1, below 0 for rubbish. */
function worthOf(sample: Uint8Array, encoding: Encoding): number {
  const text = new TextDecoder(encoding).decode(sample);
  let [han, frequent, plain, wrong, all] = [0, 0, 0, 0, 0];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    all += 1;
    if (code >= 0x4e00 && code <= 0x9fff) {
      han += 1;
      if (FREQUENT.has(char)) frequent += 1;
    } else if (isPlain(code)) plain += 1;
    else wrong += 1;
  }
  if (all === 0) return 0;
  // About half of running Chinese are frequent characters; names and short notes may hold few.
  const known = han === 0 ? 0 : Math.min(1, (3 * frequent) / han);
  const weight = han < 30 ? 0.7 + 0.3 * known : 0.2 + 0.8 * known;
  return (han * weight + plain - 4 * wrong) / all;
}

const isPlain = (code: number): boolean =>
  (code >= 0x20 && code < 0x7f) ||
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 0x2010 && code <= 0x203b) ||
  (code >= 0x3000 && code <= 0x3017) ||
  (code >= 0xff01 && code <= 0xff5e) ||
  (code >= 0x2160 && code <= 0x247f) ||
  '·×°±÷…—ℂ℃√①'.includes(String.fromCodePoint(code));

/** Text that was cut or spoilt in a few places is read, with � in them; more of them is a wrong decoding. */
function checked(text: string): string {
  let lost = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) lost += 1;
  if (lost > 8 && lost > text.length / 200) throw new UnreadableFile('encoding');
  if (hasManyNulls(text)) throw new UnreadableFile('binary');
  return text;
}

function hasManyNulls(text: string): boolean {
  let nulls = 0;
  for (let at = text.indexOf('\0'); at >= 0; at = text.indexOf('\0', at + 1)) nulls += 1;
  return nulls > 2 && nulls > text.length / 500;
}

/** Control bytes that no text holds. */
function looksBinary(sample: Uint8Array): boolean {
  let control = 0;
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32)) control += 1;
  return control > sample.length / 100;
}
