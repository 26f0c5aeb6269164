/** The page that asks a log group where it is, through CloudWatch Logs Insights. */
export { AskPage } from "./ask-page";
