/** What an address is: inside or outside, an interface's own, a translator's. */
export { isPrivateAddress, PRIVATE_BLOCKS, parseBlock } from "./blocks";
export { type InsideSql, insideSql } from "./inside-sql";
export { backgroundLimits } from "./limits";
export { type InsideFacts, type Network, readNetwork } from "./network";
export { type OwnAddress, ownAddresses } from "./own-addresses";
