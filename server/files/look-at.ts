import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import type { AttachmentKind } from '../../contracts/api-files.ts';
import { AppError } from '../platform/errors/index.ts';
import { tellsPosition } from './tells-position.ts';
import { endsWhereItShould } from './whole-image.ts';

/** Names that each kind may have; anything else is refused, whatever is inside (SECURITY 26). */
const EXTENSIONS: Readonly<Record<AttachmentKind, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
};
const MOST_PIXELS = 50_000_000;
const LONGEST_SIDE = 20_000;

export interface LookedAt {
  readonly kind: AttachmentKind;
  readonly width: number | null;
  readonly height: number | null;
}

const refuse = (sentence: string): AppError => new AppError('file.refused', { sentence });
export const extensionOf = (name: string): string =>
  /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Refuses by its name what cannot be kept, before a byte is sent. Throws AppError `file.refused`. */
export function assertName(name: string): void {
  const extension = extensionOf(name);
  if (extension === 'heic' || extension === 'heif')
    throw refuse(
      '这是苹果手机的 HEIC 照片,多数电脑打不开。请在手机“设置—相机—格式”里选“兼容性最佳”,或先存成 JPG。',
    );
  if (!Object.values(EXTENSIONS).some((all) => all.includes(extension)))
    throw refuse(`附件只收照片(JPG、PNG、WebP)和 PDF,「${name}」不是。Word、Excel 请另存为 PDF 再传。`);
}

/**
 * What the bytes are, by themselves and not by what they are called. Throws AppError `file.refused` with a sentence: empty,
 * another kind than its name says, cut off, with something hidden behind the picture, too many pixels, or telling where it
 * was taken.
 */
export async function lookAt(name: string, bytes: Buffer): Promise<LookedAt> {
  if (bytes.length === 0) throw refuse(`「${name}」是空的。`);
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const kind = (Object.keys(EXTENSIONS) as AttachmentKind[]).find((k) => k === found?.mime);
  if (!kind) throw refuse(`「${name}」里面不是照片,也不是 PDF,没有收下。`);
  if (!EXTENSIONS[kind].includes(extensionOf(name)))
    throw refuse(
      `「${name}」的名字和里面的内容不是一回事(里面是 ${EXTENSIONS[kind][0]?.toUpperCase()}),请改对名字再传。`,
    );
  if (kind === 'application/pdf') {
    if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-')) || !bytes.subarray(-2_048).includes('%%EOF'))
      throw refuse(`「${name}」不完整,请重新存一份再传。`);
    return { kind, width: null, height: null };
  }
  if (!endsWhereItShould(kind, bytes))
    throw refuse(`「${name}」不完整,或者照片后面还带着别的东西,没有收下。请重新存一份再传。`);
  const size = sizeOf(bytes);
  if (!size) throw refuse(`「${name}」打不开,可能坏了。`);
  if (size.width > LONGEST_SIDE || size.height > LONGEST_SIDE || size.width * size.height > MOST_PIXELS)
    throw refuse(`「${name}」太大了(${size.width}×${size.height}),请缩小到 5000 万像素以内再传。`);
  if (tellsPosition(kind, bytes))
    throw refuse(`「${name}」里带着拍摄的位置。请在页面上重新选它,页面会把位置去掉再传。`);
  return { kind, ...size };
}

function sizeOf(bytes: Buffer): { width: number; height: number } | null {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    return null;
  }
}
