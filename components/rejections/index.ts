export { RejectionsPage } from "./rejections-page";
