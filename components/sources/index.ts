export { AddSourceDialog } from "./add-source-dialog";
export { AwsSection } from "./aws-section";
export { SourceProgress } from "./source-progress";
