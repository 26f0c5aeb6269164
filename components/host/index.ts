export { HostLink } from "./host-link";
export { HostPage } from "./host-page";
