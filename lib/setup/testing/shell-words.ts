/**
 * Splits a shell script as a POSIX shell would, as far as these texts use the shell: blanks, single quotes,
 * backslashes, comments. What else a shell knows makes it throw, so that a text cannot use it unseen.
 */
export function shellCommands(script: string): string[][] {
  const commands: string[][] = [];
  let words: string[] = [];
  let word: string | null = null;
  const endWord = () => {
    if (word !== null) words.push(word);
    word = null;
  };
  const endCommand = () => {
    endWord();
    if (words.length > 0) commands.push(words);
    words = [];
  };
  for (let at = 0; at < script.length; at++) {
    const char = script[at] ?? "";
    if (char === "'") {
      const close = script.indexOf("'", at + 1);
      if (close < 0) throw new Error("a quote is not closed");
      word = (word ?? "") + script.slice(at + 1, close);
      at = close;
    } else if (char === "\\") {
      at++;
      if (script[at] !== "\n") word = (word ?? "") + (script[at] ?? "");
    } else if (char === "\n") endCommand();
    else if (char === " ") endWord();
    else if (char === "#" && word === null) {
      const end = script.indexOf("\n", at);
      at = (end < 0 ? script.length : end) - 1;
    } else if (/[A-Za-z0-9_/:=.,@%+-]/.test(char)) word = (word ?? "") + char;
    else throw new Error(`${JSON.stringify(char)} stands outside quotes`);
  }
  endCommand();
  return commands;
}

/** The words of a command after `aws`, with its options by name. */
export function awsCommand(words: readonly string[]): { action: string; options: Record<string, string> } {
  const [program, service, action, ...rest] = words;
  if (program !== "aws") throw new Error(`${program} is not the AWS CLI`);
  const options: Record<string, string> = {};
  for (let at = 0; at < rest.length; at += 2) {
    const name = rest[at] ?? "";
    if (!name.startsWith("--")) throw new Error(`${name} is no option`);
    options[name.slice(2)] = rest[at + 1] ?? "";
  }
  return { action: `${service} ${action}`, options };
}
