/** The browser's side of uploads, without the transfer itself: `tus.ts` is loaded when the first file is sent. */
export { type Activity, activityOf } from "./activity";
export { fitted, formatProblems, knownFormatsOf, sampleColumns } from "./columns";
export { filesOfDrop, filesOfInput, type PickedFile } from "./files";
export { type StartTransfer, type Upload, UploadQueue, type UploadState } from "./queue";
