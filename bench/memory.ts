import { readdir, readFile } from "node:fs/promises";

/** Bytes that a process has had in memory at its highest (`VmHWM` of /proc/PID/status, proc(5)); null when not told. */
export function highWater(status: string): number | null {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}

/** The same of a running process; null where there is no /proc, or the process is gone. */
export async function highWaterOf(pid: number | null): Promise<number | null> {
  if (pid === null) return null;
  return highWater(await readFile(`/proc/${pid}/status`, "utf8").catch(() => ""));
}

/** The process id of a program's engine host; null where there is no /proc, or none runs. */
export async function engineHostOf(pid: number): Promise<number | null> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => ""));
  for (const child of (await Promise.all(lists)).join(" ").split(/\s+/).filter(Boolean)) {
    const command = await readFile(`/proc/${child}/cmdline`, "utf8").catch(() => "");
    if (command.includes("engine-host")) return Number(child);
  }
  return null;
}
