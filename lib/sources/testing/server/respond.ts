import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { AwsFault } from "./fault";
import { element, type XmlValue } from "./xml";

/** A service's way of writing answers. */
export interface Protocol {
  ok(response: ServerResponse, action: string, body: unknown): void;
  fault(response: ServerResponse, fault: AwsFault): void;
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  more: Record<string, string>,
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    "content-type": type,
    "content-length": bytes.length,
    "x-amzn-requestid": randomUUID(),
    ...more,
  });
  response.end(bytes);
}

/** AWS JSON 1.1, as CloudWatch Logs speaks it. @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export const json: Protocol = {
  ok(response, _action, body) {
    send(response, 200, "application/x-amz-json-1.1", JSON.stringify(body ?? {}), {});
  },
  fault(response, fault) {
    const body = JSON.stringify({ __type: fault.code, message: fault.message, ...fault.details });
    send(response, fault.status, "application/x-amz-json-1.1", body, { "x-amzn-errortype": fault.code });
  },
};

/** EC2's query protocol. @see https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html */
export const ec2: Protocol = {
  ok(response, action, body) {
    const inside = { requestId: randomUUID(), ...(body as Record<string, XmlValue>) };
    const xml = element(`${action}Response`, inside).replace(
      `<${action}Response>`,
      `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">`,
    );
    send(response, 200, "text/xml;charset=UTF-8", XML + xml, {});
  },
  fault(response, fault) {
    const errors = element("Errors", { Error: { Code: fault.code, Message: fault.message } });
    const xml = `<Response>${errors}<RequestID>${randomUUID()}</RequestID></Response>`;
    send(response, fault.status, "text/xml;charset=UTF-8", XML + xml, {});
  },
};

/** The query protocol of STS and IAM. @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export function query(namespace: string): Protocol {
  return {
    ok(response, action, body) {
      const result = element(`${action}Result`, (body ?? {}) as XmlValue);
      const meta = element("ResponseMetadata", { RequestId: randomUUID() });
      send(
        response,
        200,
        "text/xml",
        `<${action}Response xmlns="${namespace}">${result}${meta}</${action}Response>`,
        {},
      );
    },
    fault(response, fault) {
      const type = fault.status < 500 ? "Sender" : "Receiver";
      const error = element("Error", { Type: type, Code: fault.code, Message: fault.message });
      const xml = `<ErrorResponse xmlns="${namespace}">${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
      send(response, fault.status, "text/xml", xml, {});
    },
  };
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
