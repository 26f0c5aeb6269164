import { describe, expect, it } from "vitest";
import { sayTransferError } from "./tus";

/** A transfer's error with an answer of the server, as the tus client gives it. */
function answered(status: number, body: string): Error {
  const response = { getStatus: () => status, getBody: () => body };
  return Object.assign(new Error("tus: unexpected response"), { originalResponse: response });
}

describe("sayTransferError", () => {
  it("uses the server's sentence where there is one", () => {
    expect(sayTransferError(answered(413, '{"title":"Too large","detail":"The file is larger than 64 GiB."}'))).toBe(
      "The file is larger than 64 GiB.",
    );
    expect(sayTransferError(answered(507, '{"title":"The disk is full."}'))).toBe("The disk is full.");
    expect(sayTransferError(answered(400, "Upload-Offset header missing"))).toBe("Upload-Offset header missing");
  });

  it("says the status when a proxy answers with a page", () => {
    expect(sayTransferError(answered(502, "<html>Bad gateway</html>"))).toBe(
      "The server refused the upload with status 502.",
    );
  });

  it("says that the connection was lost when there is no answer", () => {
    expect(sayTransferError(new Error("socket"))).toMatch(/connection to the server was lost/);
  });
});
