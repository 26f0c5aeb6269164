/** The page that shows what an AWS account has, and adds it as sources. */
export { ConnectPage } from "./connect-page";
export { SectionNav } from "./section-nav";
