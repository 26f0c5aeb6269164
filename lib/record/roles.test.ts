import { describe, expect, it } from "vitest";
import { rolesOf } from "./roles";

const record = { srcaddr: "10.0.0.1", dstaddr: "10.0.0.2", srcport: 50_000, dstport: 8088, protocol: 6 };

describe("rolesOf", () => {
  it("goes by flags first, whatever the ports say", () => {
    const answered = rolesOf({ ...record, tcp_flags: 18 });
    expect(answered).toMatchObject({
      towards: "client",
      confidence: "high",
      server: { addr: "10.0.0.1", port: 50_000 },
    });
    expect(rolesOf({ ...record, srcport: 22, tcp_flags: 2 })).toMatchObject({
      towards: "server",
      confidence: "high",
      server: { addr: "10.0.0.2", port: 8088 },
    });
  });

  it("then by the known service port, then by the likelier one", () => {
    expect(rolesOf({ ...record, srcport: 443, dstport: 50_000 })).toMatchObject({
      towards: "client",
      confidence: "medium",
      why: "Port 443 (https) is a known service port, port 50000 is not.",
    });
    expect(rolesOf(record)).toMatchObject({ towards: "server", confidence: "low", server: { port: 8088 } });
  });

  it("follows what the whole conversation says, when that names one of the ends", () => {
    const known = { addr: "10.0.0.2", confidence: "high", why: "It sent first." } as const;
    expect(rolesOf(record, known)).toMatchObject({
      towards: "client",
      client: { addr: "10.0.0.2" },
      why: "It sent first.",
    });
    expect(rolesOf(record, { ...known, addr: "10.9.9.9" })).toMatchObject({ towards: "server", confidence: "low" });
  });

  it("takes the sender for the client where nothing tells", () => {
    expect(rolesOf({ ...record, protocol: 1, srcport: 0, dstport: 0 })).toMatchObject({
      client: { addr: "10.0.0.1", port: undefined },
      towards: "server",
      confidence: "low",
    });
    expect(rolesOf({ ...record, srcport: 60_000, dstport: 60_000 }).why).toMatch(/^Both ports are the same/);
  });
});
