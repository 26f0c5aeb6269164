/** Every endpoint of the API, once: its method, path, parameters and answer. The description and the docs derive from it. */

import { AWS } from "./aws";
import type { Endpoint } from "./endpoint";
import { FINDINGS } from "./findings";
import { IMPORTS } from "./imports";
import { QUESTIONS } from "./questions";
import { SERVER } from "./server";
import { SOURCES } from "./sources";

export type { Endpoint } from "./endpoint";

export const ENDPOINTS: readonly Endpoint[] = [...QUESTIONS, ...FINDINGS, ...IMPORTS, ...SOURCES, ...AWS, ...SERVER];
