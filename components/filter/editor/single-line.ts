import { EditorState, type Extension } from "@codemirror/state";

/** Keeps the text on one line: line ends that are pasted or dropped become spaces. */
export const singleLine: Extension = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
  const changes = [];
  for (let number = 1; number < transaction.newDoc.lines; number++) {
    const { to } = transaction.newDoc.line(number);
    changes.push({ from: to, to: to + 1, insert: " " });
  }
  return [transaction, { changes, sequential: true }];
});
