export { keepUploadsOf } from './actions/keep-upload.ts';
export { type AttachmentRow, allAttachments, openedBytes, restoreAttachment } from './backup.ts';
export { fileRoutes } from './routes.ts';
export { createShelf, type Shelf } from './shelf.ts';
export { rewriteFilePaths } from './store.ts';
export { sweepUploads } from './sweep.ts';
