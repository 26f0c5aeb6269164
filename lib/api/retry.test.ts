import { expect, test } from "vitest";
import { ApiProblem } from "./client";
import { isAway, retryDelay, worthRetrying } from "./retry";

const problem = (status: number) => new ApiProblem({ type: "about:blank", title: "", status, detail: "" });

test("who is away is asked until there is an answer, at most 2 s apart", () => {
  for (const status of [0, 502, 503]) {
    expect(isAway(problem(status))).toBe(true);
    expect(worthRetrying(1000, problem(status))).toBe(true);
  }
  expect([0, 1, 2, 3, 4, 60].map((failures) => retryDelay(failures, problem(503)))).toEqual([
    250, 500, 1000, 2000, 2000, 2000,
  ]);
});

test("a wrong question is asked once, and one over a limit or that failed inside twice", () => {
  for (const status of [400, 401, 404, 499]) expect(worthRetrying(0, problem(status))).toBe(false);
  for (const error of [problem(500), problem(504), new Error("x")]) {
    expect(isAway(error)).toBe(false);
    expect([0, 1].map((failures) => worthRetrying(failures, error))).toEqual([true, false]);
    expect(retryDelay(0, error)).toBe(1000);
  }
});
