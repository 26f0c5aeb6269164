import { FlowLogs } from "../ec2/flow-logs";
import { DEFAULT_INVENTORY, type Inventory } from "../ec2/inventory";
import { LogStore } from "../logs/store";
import type { Now } from "./quota";

/** What one account has in one region. */
export interface Region {
  readonly logs: LogStore;
  readonly flowLogs: FlowLogs;
  readonly inventory: Inventory;
}

const EMPTY: Inventory = {
  vpcs: [],
  subnets: [],
  networkInterfaces: [],
  instances: [],
  securityGroups: [],
  transitGateways: [],
  others: [],
};

/** Every account and region that was asked for. Only the home has an inventory. */
export class Regions {
  readonly #known = new Map<string, Region>();

  constructor(
    private readonly now: Now,
    private readonly home: { readonly account: string; readonly region: string },
    private readonly inventory: Partial<Inventory>,
  ) {}

  at(account: string, region: string): Region {
    const key = `${account}/${region}`;
    const known = this.#known.get(key);
    if (known) return known;
    const isHome = account === this.home.account && region === this.home.region;
    const made: Region = {
      logs: new LogStore(this.now),
      flowLogs: new FlowLogs(this.now, (group) => `arn:aws:logs:${region}:${account}:log-group:${group}`),
      inventory: isHome ? { ...DEFAULT_INVENTORY, ...this.inventory } : EMPTY,
    };
    this.#known.set(key, made);
    return made;
  }
}
