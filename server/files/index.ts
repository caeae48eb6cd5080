export { keepUploadsOf } from './actions/keep-upload.ts';
export { takePiece } from './actions/upload.ts';
export { answerFile } from './answer-file.ts';
export { type AttachmentRow, allAttachments, openedBytes, restoreAttachment } from './backup.ts';
export {
  beginMatterUpload,
  type Coming,
  matterOfUpload,
  openShelved,
  shelve,
  takeWhole,
  type WholeFile,
} from './for-matters.ts';
export { fileRoutes, pieceOf } from './routes.ts';
export { createShelf, type Shelf } from './shelf.ts';
export { rewriteFilePaths } from './store.ts';
export { sweepUploads } from './sweep.ts';
