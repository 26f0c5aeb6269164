import { describe, expect, it } from "vitest";
import { headingOf } from "./direction";

const tcp = (srcport: number | null, dstport: number | null, tcpFlags: number | null = null) =>
  headingOf({ srcport, dstport, protocol: 6, tcpFlags });

describe("headingOf", () => {
  it("believes the flags first", () => {
    expect(tcp(443, 50000, 2)).toEqual({ heading: "to_server", confidence: "high" });
    expect(tcp(50000, 443, 18)).toEqual({ heading: "to_client", confidence: "high" });
  });

  it("then takes the only known service port", () => {
    expect(tcp(50000, 443)).toEqual({ heading: "to_server", confidence: "medium" });
    expect(tcp(5432, 1500, 0)).toEqual({ heading: "to_client", confidence: "medium" });
  });

  it("else takes the lower port, and says that this is weak", () => {
    expect(tcp(50000, 40000)).toEqual({ heading: "to_server", confidence: "low" });
    expect(tcp(22, 443)).toEqual({ heading: "to_client", confidence: "low" });
  });

  it("cannot tell without ports, or between equal ports", () => {
    expect(tcp(null, 443)).toBeNull();
    expect(headingOf({ srcport: 0, dstport: 0, protocol: 1, tcpFlags: 0 })).toBeNull();
    expect(headingOf({ srcport: 123, dstport: 123, protocol: 17, tcpFlags: 0 })).toBeNull();
  });
});
