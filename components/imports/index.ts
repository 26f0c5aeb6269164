/** Bringing flow logs in: dropping and picking files, uploads on their way, and the imports they become. */
export { DropTarget } from "./drop-target";
export { ImportProgress } from "./import-progress";
export { ImportStatus } from "./import-status";
export { sayRecords } from "./import-words";
export { PickFiles } from "./pick-files";
export { SourcesPage } from "./sources-page";
export { UploadList } from "./upload-list";
export { useUploads } from "./upload-store";
export { IMPORTS_KEY, useImports } from "./use-imports";
