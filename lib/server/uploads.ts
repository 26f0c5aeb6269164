import { join } from "node:path";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import { parseFormat } from "../flow";
import { importId } from "../ingest/present";
import { MAX_UPLOAD } from "./receive";
import { getServices } from "./services";

const KEY = Symbol.for("flowglass.uploads");
type Holder = { [KEY]?: Server };

function makeServer(): Server {
  const { imports } = getServices();
  return new Server({
    path: "/api/uploads",
    datastore: new FileStore({ directory: imports.uploads, expirationPeriodInMilliseconds: 7 * 24 * 3600 * 1000 }),
    maxSize: MAX_UPLOAD,
    relativeLocation: true,
    respectForwardedHeaders: false,
    onUploadCreate: async (_request, upload) => {
      const format = upload.metadata?.format;
      const parsed = format ? parseFormat(format) : undefined;
      if (parsed && "error" in parsed) throw { status_code: 400, body: parsed.error };
      return {};
    },
    onUploadFinish: async (_request, upload) => {
      const parsed = upload.metadata?.format ? parseFormat(upload.metadata.format) : undefined;
      const entry = await imports.add({
        name: (upload.metadata?.filename ?? "upload").slice(0, 1000),
        path: join(imports.uploads, upload.id),
        owned: true,
        ...(parsed && "fields" in parsed && { format: parsed.fields }),
      });
      return { headers: { "x-flowglass-import": importId(entry.id) } };
    },
  });
}

/** The tus server (https://tus.io, resumable uploads), made when the first upload begins. */
export function uploadServer(): Server {
  const holder = globalThis as Holder;
  holder[KEY] ??= makeServer();
  return holder[KEY];
}
