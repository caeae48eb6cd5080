const SENTENCES = {
  missing: '没有这个文件。请核对文件名。',
  folder: '这是文件夹,不是文件。请写出里面的文件;要和一个文件夹里的材料比对,请用 --against。',
  denied: '没有权限读这个文件。请改文件的权限,或换一个账号。',
  device: '这不是普通文件,不能读。',
  empty: '文件里没有文字。',
  'too-large': '文件太大({size} MB,最多 {most} MB)。请分成几个文件。',
  'too-long': '文字太多(超过 {most} 万字)。请分成几个文件。',
  encoding: '看不出这个文本文件用的是什么编码。请另存为 UTF-8 编码的文本文件(.txt)。',
  binary: '这不是文字材料。能读的有:文本文件(.txt)、Word 文件(.docx)、带文字的 PDF。',
  encrypted: '文件加了密码,读不出来。请先去掉打开密码,再试一次。',
  'old-word': '这是旧版 Word 或 WPS 文件(.doc、.wps)。请打开后另存为 .docx。',
  rtf: '这是 RTF 文件。请用 Word 或 WPS 打开后另存为 .docx。',
  'not-word': '这是压缩包或表格、幻灯片,不是 Word 文件。请把材料另存为 .docx、.txt 或带文字的 PDF。',
  'broken-word': 'Word 文件已损坏,打不开。请用 Word 或 WPS 打开后另存一份,再试一次。',
  bomb: '这个 Word 文件解开后大得不合常理,为安全起见没有读。请把文字另存为文本文件(.txt)。',
  'broken-pdf': 'PDF 文件已损坏,打不开。请找到原来的文件,或重新导出一份。',
  'pdf-no-text':
    '这个 PDF 里没有能读的文字:多半是扫描的图像,或字体没有带编码。请先做文字识别(OCR),或用原来的 Word 文件。',
  'pdf-no-letters': '这个 PDF 里的文字没有带编码,认不出是什么字。请用原来的 Word 文件,或先做文字识别(OCR)。',
  'too-many-pages': 'PDF 有 {pages} 页,最多读 {most} 页。请分成几个文件。',
  'too-slow': '文件太复杂,{seconds} 秒还没有读完,已经停下。请把文字另存为文本文件(.txt)。',
  'too-heavy': '文件太复杂,读它要的内存太多,已经停下。请把文字另存为文本文件(.txt)。',
} as const;

export type UnreadableCode = keyof typeof SENTENCES;

/** A file that cannot be read as text: `code`, and as message a Chinese sentence that says why and how to mend it. */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode;
  readonly details: Readonly<Record<string, number>>;
  constructor(code: UnreadableCode, details: Readonly<Record<string, number>> = {}) {
    super(SENTENCES[code].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? '')));
    this.name = 'UnreadableFile';
    this.code = code;
    this.details = details;
  }
}

/** Whether a word from another thread is one of the codes. */
export const isUnreadableCode = (code: string): code is UnreadableCode => Object.hasOwn(SENTENCES, code);
