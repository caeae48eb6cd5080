import { expect, test } from 'vitest';
import { readForm } from './requests.ts';
import { isNoText, seenText } from './text.ts';

test.each([
  '',
  ' ',
  '\u3000',
  '\u200b\u200b',
  '\u202e',
  '\u00a0\u2060 \ufeff',
  '\u3164',
  '\u2800\n',
  '\u00ad',
])('what nobody sees is nothing: %j', (text) => {
  expect(seenText(text)).toBe('');
});

test.each([' 不属我们 ', '好\u200b', '😀', '👩‍👧', '0', '。', 'ئۇيغۇر'])(
  'the rest stays as typed: %j',
  (text) => {
    expect(seenText(text)).toBe(text);
  },
);

test('nobody turns round what the house says beside her words', () => {
  expect(seenText('交法院\u202e用\u2066。')).toBe('交法院用。');
});

test('no text: NUL, half a sign', () => {
  expect(['a\u0000b', '\ud800', '好'].map(isNoText)).toEqual([true, true, false]);
});

test('a form is read by the same rule, its names too', async () => {
  const form = (body: string): Request =>
    new Request('http://x/', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
  expect(await readForm(form('words=%E2%80%8B&name=+a'))).toEqual({ words: '', name: ' a' });
  for (const bad of ['words=a%00', 'wo%00rds=a']) await expect(readForm(form(bad))).rejects.toThrow();
});
