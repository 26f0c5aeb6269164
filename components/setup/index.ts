/** The page that writes down how to create a flow log. */
export { CodeBlock } from "./code-block";
export { RegionSelect } from "./region-select";
export { SetupPage } from "./setup-page";
export { TextField } from "./text-field";
