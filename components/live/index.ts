export { LiveProvider, useLive, useLiveFeed } from "./live-context";
export { LiveControl } from "./live-control";
export { Reconnecting } from "./reconnecting";
export { useFollow } from "./use-follow";
