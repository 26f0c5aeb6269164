export { TopologyPage } from "./topology-page";
