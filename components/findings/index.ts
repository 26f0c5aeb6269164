export { FindingsPage } from "./findings-page";
