import { describe, expect, it } from "vitest";
import { KNOWN_SERVICE_PORTS, KNOWN_USER_PORTS, portsOfService, SERVICE_NAMES, serviceName } from "./ports";
import { protocolNumber } from "./protocols";

describe("service names", () => {
  it("names ports as engineers do", () => {
    expect([443, 22, 3389, 53, 5432, 3306].map((port) => serviceName(port))).toEqual([
      "https",
      "ssh",
      "rdp",
      "dns",
      "postgresql",
      "mysql",
    ]);
  });

  it("minds the protocol where it is given", () => {
    expect(serviceName(514, 6)).toBe("rsh");
    expect(serviceName(514, 17)).toBe("syslog");
    expect(serviceName(22, 17)).toBeUndefined();
    expect(serviceName(40000)).toBeUndefined();
  });

  it("finds ports by the usual and by IANA's name", () => {
    expect(portsOfService("rdp")).toEqual([3389]);
    expect(portsOfService("MS-WBT-SERVER")).toEqual([3389]);
    expect(portsOfService("https")).toEqual([443]);
    expect(portsOfService("nonsense")).toEqual([]);
  });

  it("finds every listed service by the name it shows", () => {
    expect(SERVICE_NAMES.length).toBeGreaterThan(200);
    for (const name of SERVICE_NAMES) {
      const ports = portsOfService(name);
      expect(ports.length, name).toBeGreaterThan(0);
      for (const port of ports) {
        const named = [undefined, 6, 17, 132].some((protocol) => serviceName(port, protocol) === name);
        expect(named, `${name} at ${port}`).toBe(true);
      }
    }
  });

  it("never calls a service what a transport protocol is called, for both are bare words of the filter", () => {
    for (const name of SERVICE_NAMES) expect(protocolNumber(name), name).toBeUndefined();
  });
});

describe("known service ports", () => {
  it("hold all system ports and none that a system gives to its clients", () => {
    expect(KNOWN_SERVICE_PORTS.has(1)).toBe(true);
    expect(KNOWN_SERVICE_PORTS.has(1023)).toBe(true);
    expect(KNOWN_SERVICE_PORTS.has(0)).toBe(false);
    expect(KNOWN_SERVICE_PORTS.has(5432)).toBe(true);
    expect(KNOWN_SERVICE_PORTS.has(51820)).toBe(false);
    expect(Math.max(...KNOWN_USER_PORTS)).toBeLessThan(32768);
  });

  it("are ascending and distinct", () => {
    expect([...new Set(KNOWN_USER_PORTS)].sort((a, b) => a - b)).toEqual(KNOWN_USER_PORTS);
  });
});
