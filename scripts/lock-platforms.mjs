// Adds the engine's libraries for other platforms to package-lock.json. npm leaves a platform's optional
// package out of the lock when the registry it asked did not have it, and `npm ci` then refuses the lock.
// Run it after every `npm install`; docs/decisions/0006-lock-of-all-platforms.md says more.
import { readFileSync, writeFileSync } from "node:fs";

const PLATFORMS = [
  ["darwin", "arm64", "darwin-arm64"],
  ["darwin", "x64", "darwin-x64"],
  ["linux", "arm64", "linux-arm64-gnu", "glibc"],
];

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));
const wanted = lock.packages["node_modules/chdb"].optionalDependencies;
for (const [os, cpu, name, libc] of PLATFORMS) {
  const key = `node_modules/@chdb/lib-${name}`;
  const version = wanted[`@chdb/lib-${name}`];
  if (!version || lock.packages[key]) continue;
  lock.packages[key] = {
    version,
    cpu: [cpu],
    license: "Apache-2.0",
    optional: true,
    os: [os],
    ...(libc && { libc: [libc] }),
  };
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
