/** The page that writes down how to create a flow log. */

export { TextField } from "@/components/ui/text-field";
export { CodeBlock } from "./code-block";
export { RegionSelect } from "./region-select";
export { SetupPage } from "./setup-page";
