import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestEngine } from "@/lib/engine/testing";
import { KNOWN_USER_PORTS } from "./ports";
import { type Endpoints, parseServiceKey, serviceKey, servicePort, servicePortSql } from "./service";

const tcp = (srcport: number | null, dstport: number | null, tcpFlags: number | null = null) =>
  servicePort({ srcport, dstport, protocol: 6, tcpFlags });

describe("servicePort", () => {
  it("follows the handshake before anything else", () => {
    expect(tcp(443, 50000, 2)).toBe(50000);
    expect(tcp(443, 50000, 3)).toBe(50000);
    expect(tcp(50000, 443, 18)).toBe(50000);
    expect(tcp(50000, 443, 19)).toBe(50000);
  });

  it("takes the only known service port", () => {
    expect(tcp(443, 50000)).toBe(443);
    expect(tcp(1025, 5432)).toBe(5432);
    expect(tcp(5432, 1025, 0)).toBe(5432);
  });

  it("takes the lower port when both or neither are known", () => {
    expect(tcp(443, 22)).toBe(22);
    expect(tcp(60001, 59754)).toBe(59754);
  });

  it("takes port 0 only when both are 0", () => {
    expect(tcp(0, 59754)).toBe(59754);
    expect(tcp(0, 0)).toBe(0);
  });

  it("gives none without ports", () => {
    expect(tcp(null, 443)).toBeNull();
    expect(tcp(443, null, 2)).toBeNull();
    expect(servicePort({ srcport: 0, dstport: 0, protocol: 1, tcpFlags: 0 })).toBeNull();
    expect(servicePort({ srcport: 1, dstport: 2, protocol: null, tcpFlags: 0 })).toBeNull();
  });

  it("is the same for both directions of a conversation", () => {
    fc.assert(
      fc.property(fc.nat(65535), fc.nat(65535), fc.constantFrom(6, 17, 33, 132, 136), (a, b, protocol) => {
        const there = servicePort({ srcport: a, dstport: b, protocol, tcpFlags: null });
        expect(there).toBe(servicePort({ srcport: b, dstport: a, protocol, tcpFlags: null }));
        expect([a, b]).toContain(there);
      }),
    );
  });
});

describe("servicePortSql", () => {
  let test: Awaited<ReturnType<typeof startTestEngine>>;
  beforeAll(async () => {
    test = await startTestEngine();
  }, 60_000);
  afterAll(() => test?.close());

  const port = fc.option(
    fc.oneof(fc.nat(65535), fc.nat(1100), fc.constantFrom(0, 1, 1023, 1024, 65535, ...KNOWN_USER_PORTS)),
    { freq: 12 },
  );
  const ends: fc.Arbitrary<Endpoints<number | null>> = fc.record({
    srcport: port,
    dstport: port,
    protocol: fc.option(fc.oneof(fc.constantFrom(6, 17, 33, 132, 136), fc.nat(255)), { freq: 12 }),
    tcpFlags: fc.option(fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 6, 16, 18, 19), fc.nat(65535)), { freq: 4 }),
  });

  it("agrees with servicePort on every record", async () => {
    const sql = servicePortSql({ srcport: "s", dstport: "d", protocol: "p", tcpFlags: "f" });
    await fc.assert(
      fc.asyncProperty(fc.array(ends, { minLength: 1500, maxLength: 1500 }), async (cases) => {
        const lines = cases.map(
          (c, i) => `(${[i, c.srcport, c.dstport, c.protocol, c.tcpFlags].map(String).join(", ")})`,
        );
        const { rows } = await test.engine.query<{ port: number | null }>(
          `SELECT ${sql} AS port FROM values('i UInt32, s Nullable(UInt16), d Nullable(UInt16), p Nullable(UInt8),
             f Nullable(UInt16)', ${lines.join(", ")}) ORDER BY i`,
        );
        expect(rows.map((row) => row.port)).toEqual(cases.map(servicePort));
      }),
      { numRuns: 5 },
    );
  }, 60_000);

  it("gives the type of the column it fills", async () => {
    const sql = servicePortSql({ srcport: "s", dstport: "d", protocol: "p", tcpFlags: "f" });
    const { rows } = await test.engine.query<{ type: string }>(
      `SELECT toTypeName(${sql}) AS type FROM (SELECT CAST(1, 'Nullable(UInt16)') AS s, CAST(2, 'Nullable(UInt16)') AS d,
         CAST(6, 'Nullable(UInt8)') AS p, CAST(2, 'Nullable(UInt16)') AS f)`,
    );
    expect(rows[0]?.type).toBe("Nullable(UInt16)");
  });
});

describe("service keys", () => {
  it("are a port and a protocol, and read back", () => {
    expect(serviceKey(443, 6)).toBe("443/tcp");
    expect(parseServiceKey("443/tcp")).toEqual({ port: 443, protocol: 6 });
    expect(parseServiceKey("53/17")).toEqual({ port: 53, protocol: 17 });
    fc.assert(
      fc.property(fc.nat(65535), fc.nat(255), (port, protocol) => {
        expect(parseServiceKey(serviceKey(port, protocol))).toEqual({ port, protocol });
      }),
    );
  });

  it("are told from other texts", () => {
    for (const text of ["", "443", "/tcp", "65536/tcp", "443/none", "443/256", "-1/tcp", "443/tcp "]) {
      expect(parseServiceKey(text), text).toBeUndefined();
    }
  });
});
