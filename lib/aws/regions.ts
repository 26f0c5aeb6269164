import { EC2Client } from "@aws-sdk/client-ec2";

/** The region that the SDK would take by itself, from the environment or the profile; null when there is none. */
export async function defaultRegion(): Promise<string | null> {
  const client = new EC2Client({});
  try {
    return await client.config.region();
  } catch {
    return null;
  } finally {
    client.destroy();
  }
}
