import { expect, test } from "vitest";
import { SharedAnswers } from "./shared-answers";

/** A question that is answered when told to. */
function question() {
  const asked: { signal: AbortSignal; answer: (value: unknown) => void; fail: (error: Error) => void }[] = [];
  const ask = (signal: AbortSignal): Promise<unknown> =>
    new Promise((answer, fail) => {
      asked.push({ signal, answer, fail });
    });
  return { asked, ask };
}
const here = () => new AbortController();

test("those who ask together share one statement, those who come later its answer", async () => {
  const answers = new SharedAnswers();
  const { asked, ask } = question();
  const both = [answers.get("a", 1, ask, here().signal), answers.get("a", 1, ask, here().signal)];
  expect(asked).toHaveLength(1);
  asked[0]?.answer(42);
  expect(await Promise.all(both)).toEqual([42, 42]);
  expect(await answers.get("a", 1, ask, here().signal)).toBe(42);
  expect(asked).toHaveLength(1);
});

test("a changed store and another question are asked anew", async () => {
  const answers = new SharedAnswers();
  const { asked, ask } = question();
  const first = answers.get("a", 1, ask, here().signal);
  asked[0]?.answer(1);
  await first;
  void answers.get("a", 2, ask, here().signal);
  void answers.get("b", 1, ask, here().signal);
  expect(asked).toHaveLength(3);
});

test("one who leaves does not take the answer from the others; the last one stops the statement", async () => {
  const answers = new SharedAnswers();
  const { asked, ask } = question();
  const [one, two] = [here(), here()];
  const first = answers.get("a", 1, ask, one.signal);
  const second = answers.get("a", 1, ask, two.signal);
  one.abort(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  expect(asked[0]?.signal.aborted).toBe(false);
  two.abort(new Error("gone too"));
  await expect(second).rejects.toThrow("gone too");
  expect(asked[0]?.signal.aborted).toBe(true);
  const again = answers.get("a", 1, ask, here().signal);
  expect(asked).toHaveLength(2);
  asked[1]?.answer("late");
  expect(await again).toBe("late");
});

test("a failure is not kept", async () => {
  const answers = new SharedAnswers();
  const { asked, ask } = question();
  const first = answers.get("a", 1, ask, here().signal);
  asked[0]?.fail(new Error("no"));
  await expect(first).rejects.toThrow("no");
  void answers.get("a", 1, ask, here().signal).catch(() => undefined);
  expect(asked).toHaveLength(2);
});
