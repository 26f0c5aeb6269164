/** Files. */

import * as contract from "../contract";
import { type Endpoint, id } from "./endpoint";

export const IMPORTS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/api/imports",
    summary: "Every import, newest first",
    answers: { 200: contract.importList },
  },
  {
    method: "post",
    path: "/api/imports",
    summary: "Import a file: the body is its bytes",
    params: contract.importParams,
    takesFile: true,
    answers: { 201: contract.importInfo, 202: contract.importInfo },
  },
  {
    method: "get",
    path: "/api/imports/{id}",
    summary: "One import, also while it runs",
    path_params: id,
    answers: { 200: contract.importInfo },
  },
  {
    method: "delete",
    path: "/api/imports/{id}",
    summary: "Cancel an import, or remove what it added",
    path_params: id,
    answers: { 204: null },
  },
  {
    method: "post",
    path: "/api/imports/{id}/retry",
    summary: "Start a failed import again with the field order given",
    path_params: id,
    params: contract.retryParams,
    answers: { 202: contract.importInfo },
  },
  {
    method: "post",
    path: "/api/demo",
    summary: "Load the bundled sample",
    answers: { 202: contract.importList },
  },
];
