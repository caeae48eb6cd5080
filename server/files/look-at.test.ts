import { expect, test } from 'vitest';
import { plainName } from './actions/upload.ts';
import { disposition } from './answer-file.ts';
import { assertName, lookAt } from './look-at.ts';
import { exifWithGps, jpeg, pdf, png } from './testing-pictures.ts';

/** SECURITY 26: what is kept was looked at as what it is. */

test.each([
  ['照片.jpg', jpeg(), 'image/jpeg'],
  ['照片.JPEG', jpeg({ width: 4000, height: 3000 }), 'image/jpeg'],
  ['表.png', png(20, 10), 'image/png'],
  ['文件.pdf', pdf(), 'application/pdf'],
])('%s is kept as what it is', async (name, bytes, kind) => {
  expect((await lookAt(name, bytes)).kind).toBe(kind);
});

test.each([
  ['空.jpg', Buffer.alloc(0), '空的'],
  ['页.jpg', Buffer.from('<html><script>alert(1)</script></html>'), '不是照片'],
  ['图.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), '不是照片'],
  ['图.jpg', png(20, 10), '不是一回事'],
  ['文件.pdf', jpeg(), '不是一回事'],
  ['断.jpg', jpeg().subarray(0, -2), '不完整'],
  ['断.pdf', pdf().subarray(0, 200), '不完整'],
  ['两样.jpg', Buffer.concat([jpeg(), Buffer.from('PK\x03\x04 a whole archive')]), '别的东西'],
  ['两样.png', Buffer.concat([png(20, 10), Buffer.from('<script>')]), '别的东西'],
  ['大.png', png(30_000, 30_000), '太大'],
  ['家.jpg', jpeg({ app1: exifWithGps('II') }), '拍摄的位置'],
  ['家.jpg', jpeg({ app1: exifWithGps('MM') }), '拍摄的位置'],
  [
    '家.jpg',
    jpeg({ app1: Buffer.from('http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="26,4N"/>') }),
    '拍摄的位置',
  ],
])('%s is refused and told why', async (name, bytes, why) => {
  await expect(lookAt(name, bytes)).rejects.toThrow(why);
});

test.each(['a.svg', 'a.html', 'a.jpg.exe', 'a', 'a.docx', 'a.zip'])('%s is refused by its name', (name) => {
  expect(() => assertName(name)).toThrow('附件只收照片');
});

test('an iPhone photo is refused with what to do', () => {
  expect(() => assertName('IMG_1.HEIC')).toThrow('兼容性最佳');
});

test('a name is a name and no path, and cannot turn its end round', () => {
  expect(plainName('../../etc/passwd.pdf')).toBe('passwd.pdf');
  expect(plainName('C:\\文件\\..\\现场.jpg')).toBe('现场.jpg');
  expect(plainName('gnp.\u202ejpg.exe')).toBe('gnp.jpg.exe');
  expect(plainName('a"\r\nSet-Cookie: x.pdf')).toBe('aSet-Cookie x.pdf');
});

test('a download carries its true name by RFC 6266', () => {
  expect(disposition("会议 (1)'.pdf", 'attachment')).toBe(
    `attachment; filename="file.pdf"; filename*=UTF-8''%E4%BC%9A%E8%AE%AE%20%281%29%27.pdf`,
  );
});
