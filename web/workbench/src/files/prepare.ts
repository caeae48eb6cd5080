import { LARGEST_ATTACHMENT } from '../../../../contracts/api-files.ts';

/** A file as it will be sent. */
export interface Prepared {
  readonly name: string;
  readonly blob: Blob;
}

const LONGEST = 2_048;
const PICTURE = /^image\/(jpeg|png|webp)$/;

/**
 * Makes a file ready to send. A photo is drawn anew, at most 2048 points long: it becomes small, stands upright, and loses
 * what the camera wrote into it, the place where it was taken before all. Throws a sentence.
 */
export async function prepare(file: File): Promise<Prepared> {
  if (/\.hei[cf]$/i.test(file.name))
    throw new Error(
      '这是苹果手机的 HEIC 照片,多数电脑打不开。请在手机“设置—相机—格式”里选“兼容性最佳”,或先存成 JPG。',
    );
  if (file.size === 0) throw new Error('这个文件是空的。');
  if (/\.pdf$/i.test(file.name)) {
    if (file.size > LARGEST_ATTACHMENT) throw new Error('超过 20 MB。请压缩,或分成几份再传。');
    return { name: file.name, blob: file };
  }
  if (!PICTURE.test(file.type))
    throw new Error('附件只收照片(JPG、PNG、WebP)和 PDF。Word、Excel 请另存为 PDF 再传。');
  const blob = await redraw(file);
  const name = `${file.name.replace(/\.[^.]*$/, '') || '照片'}.jpg`;
  return { name, blob };
}

async function redraw(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error('这张照片打不开,可能坏了。');
  });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('这台电脑的浏览器画不了照片,请换一个浏览器。');
  // What was see-through in a PNG would turn black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
  if (!blob) throw new Error('这张照片处理不了,请先缩小再传。');
  return blob;
}

/** 1.2 MB, 340 KB. */
export const sizeWords = (bytes: number): string =>
  bytes >= 1_000_000
    ? `${(bytes / 1_000_000).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1_000))} KB`;
