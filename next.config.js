import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Answers of the API are streams; compression would hold them back, and the server is mostly local.
  compress: true,
  serverExternalPackages: ["chdb", "@clickhouse/client", "@tus/server", "@tus/file-store"],
  turbopack: { root: dirname(fileURLToPath(import.meta.url)) },
  devIndicators: false,
  // `npm test` checks all types in a step of its own, right after the build.
  typescript: { ignoreBuildErrors: process.env.FLOWGLASS_TYPES_FOLLOW === "yes" },
};

export default config;
