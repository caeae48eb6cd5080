/** Files as text (读文件): .txt in the encodings people use, .docx, .pdf with text; a Chinese sentence for what cannot be read. */
export { documentText, fileText } from './document-text.ts';
export { type UnreadableCode, UnreadableFile } from './unreadable.ts';
