import type { Metadata } from "next";
import { HostPage } from "@/components/host";
import { requireSession } from "@/lib/server/session";

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The tab is named after the host. */
export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const { addr, interface_id } = await searchParams;
  const name = [addr, interface_id].find((one) => typeof one === "string" && /^[\w.:-]{1,64}$/.test(one));
  return { title: name ? `Host ${name}` : "Host" };
}

/** One address or interface: what it is, what it did, and what was refused. */
export default async function Page() {
  await requireSession();
  return <HostPage />;
}
