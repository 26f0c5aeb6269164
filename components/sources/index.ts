export { AddSourceDialog } from "./add-source-dialog";
export { AwsSection } from "./aws-section";
