import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY } from "./server/identity";

/** SDK clients that ask a server once and do not try again, so that a test sees what it answered. */
export function plainClients(url: string, region = "eu-west-1") {
  const config = {
    endpoint: url,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: ACCESS_KEY_ID, secretAccessKey: SECRET_ACCESS_KEY },
  };
  const logs = new CloudWatchLogsClient(config);
  const ec2 = new EC2Client(config);
  return {
    logs,
    ec2,
    destroy(): void {
      logs.destroy();
      ec2.destroy();
    },
  };
}
