export { LiveProvider, useLive, useLiveFeed } from "./live-context";
export { LiveControl } from "./live-control";
export { useFollow } from "./use-follow";
