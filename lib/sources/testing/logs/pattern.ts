/**
 * A test for a filter pattern of unstructured text: every word must occur, `?word` at least one of them, `-word` not.
 * A word in double quotes may hold anything.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function matcher(pattern: string): (message: string) => boolean {
  const all: string[] = [];
  const any: string[] = [];
  const none: string[] = [];
  for (const [, sign = "", quoted, bare = ""] of pattern.matchAll(/([?-]?)(?:"([^"]*)"|(\S+))/g)) {
    (sign === "?" ? any : sign === "-" ? none : all).push(quoted ?? bare);
  }
  return (message) =>
    all.every((word) => message.includes(word)) &&
    (any.length === 0 || any.some((word) => message.includes(word))) &&
    none.every((word) => !message.includes(word));
}
