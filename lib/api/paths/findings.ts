/** What is unusual. */

import * as contract from "../contract";
import { type Endpoint, id } from "./endpoint";

export const FINDINGS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/api/findings",
    summary: "What is unusual, with the evidence",
    params: contract.findingsParams,
    answers: { 200: contract.findings },
  },
  {
    method: "get",
    path: "/api/findings/settings",
    summary: "The thresholds that findings are judged by",
    answers: { 200: contract.detectSettings },
  },
  {
    method: "post",
    path: "/api/findings/settings",
    summary: "Set the thresholds: the body is the settings; what it leaves out goes back to its default",
    answers: { 200: contract.detectSettings },
  },
  {
    method: "post",
    path: "/api/findings/{id}/dismiss",
    summary: "Dismiss a finding: the body is { reason }",
    path_params: id,
    answers: { 200: contract.dismissal },
  },
  {
    method: "delete",
    path: "/api/findings/{id}/dismiss",
    summary: "Take a dismissal back",
    path_params: id,
    answers: { 204: null },
  },
];
