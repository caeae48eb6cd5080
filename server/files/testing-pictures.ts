import { deflateSync } from 'node:zlib';

/** Small true pictures, made by hand, so that no test leans on a file of somebody. */

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** A JPEG by structure: head, the given APP1, frame with its size, one scan, end. `seed` makes another picture. */
export function jpeg(o: { width?: number; height?: number; app1?: Buffer; seed?: number } = {}): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(o.height ?? 8, 1);
  frame.writeUInt16BE(o.width ?? 8, 3);
  const scan = Buffer.from([1, 1, 0, 0, 63, 0]);
  const bits = Buffer.from([0x3f, (o.seed ?? 1) & 0x7f, 0xff, 0x00, 0x12, 0x34]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...(o.app1 ? [segment(0xe1, o.app1)] : []),
    segment(0xc0, frame),
    segment(0xda, scan),
    bits,
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** EXIF with a GPS directory, in the byte order asked for. */
export function exifWithGps(order: 'II' | 'MM'): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4);
  tiff.write(order, 0, 'latin1');
  const short = (v: number, at: number): void =>
    void (order === 'II' ? tiff.writeUInt16LE(v, at) : tiff.writeUInt16BE(v, at));
  const long = (v: number, at: number): void =>
    void (order === 'II' ? tiff.writeUInt32LE(v, at) : tiff.writeUInt32BE(v, at));
  short(42, 2);
  long(8, 4);
  short(1, 8);
  short(0x8825, 10);
  short(4, 12);
  long(1, 14);
  long(0, 18);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
}

const chunk = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body, Buffer.alloc(4)]);
};

/** A PNG that says it is so large. */
export function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(16))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const pdf = (size = 400): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.4\n'),
    Buffer.alloc(Math.max(0, size - 16), 0x20),
    Buffer.from('\n%%EOF\n'),
  ]);
