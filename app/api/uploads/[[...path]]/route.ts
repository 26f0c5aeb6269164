import { problem } from "@/lib/api/problem";
import { authorise } from "@/lib/server/auth";
import { uploadServer } from "@/lib/server/uploads";

/** Resumable uploads by the tus protocol. A finished upload becomes an import, named in `x-flowglass-import`. */
async function handle(request: Request): Promise<Response> {
  const allowed = authorise(request);
  if (!allowed.ok) return problem(allowed.status, allowed.detail);
  return uploadServer().handleWeb(request);
}

export { handle as DELETE, handle as HEAD, handle as OPTIONS, handle as PATCH, handle as POST };
