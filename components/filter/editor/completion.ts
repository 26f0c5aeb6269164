import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionStatus,
  moveCompletionSelection,
  type Completion as Option,
  pickedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import { applyValue, completeAt } from "@/lib/filter";
import { hasDataValues, newValues, type ValueSource } from "../value-source";

/** Typing must pause this long before the data is asked. */
const PAUSE_MS = 150;

const IN_VIEW = { name: "In this view", rank: 0 };
const KNOWN = { name: "Known", rank: 1 };

/** Puts an option in, and offers what follows it when it is not complete by itself. */
function option(label: string, apply: string, rest: Partial<Option>): Option {
  const goesOn = /[:=<>(]$/.test(apply);
  return {
    label,
    ...rest,
    apply(view, completion, from, to) {
      view.dispatch({
        changes: { from, to, insert: apply },
        selection: { anchor: from + apply.length },
        annotations: pickedCompletion.of(completion),
        userEvent: "input.complete",
      });
      if (goesOn) startCompletion(view);
    },
  };
}

/** What the language knows, at once. */
function fromLanguage(context: CompletionContext): CompletionResult | null {
  const completion = completeAt(context.state.doc.toString(), context.pos);
  // A space after a condition is no question; Ctrl-Space is.
  if (completion.kind === "keyword" && !context.explicit) return null;
  const withData = completion.kind === "value" && hasDataValues(completion.field ?? "");
  const options = completion.options.map(({ label, detail, apply }) =>
    option(label, apply, { detail, ...(withData ? { section: KNOWN } : {}) }),
  );
  return options.length === 0 ? null : { from: completion.from, to: completion.to, options, filter: false };
}

/** What occurs in the data, as soon as it is known. */
function fromData(source: ValueSource) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const completion = completeAt(context.state.doc.toString(), context.pos);
    const { field, prefix = "", from, to } = completion;
    if (completion.kind !== "value" || !field || !hasDataValues(field)) return null;
    let values = source.known(field, prefix);
    if (!values) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      if (context.aborted) return null;
      values = await source.load(field, prefix);
      if (context.aborted) return null;
    }
    const options = newValues(values, completion.options).map((value) =>
      option(value, applyValue(value), { section: IN_VIEW }),
    );
    return options.length === 0 ? null : { from, to, options, filter: false };
  };
}

/** Tab takes the chosen option, or the first; without a popup it leaves the editor as everywhere else. */
function takeWithTab(view: EditorView): boolean {
  if (completionStatus(view.state) !== "active") return false;
  return acceptCompletion(view) || (moveCompletionSelection(true)(view) && acceptCompletion(view));
}

/** Completion while typing. Nothing is chosen until an arrow key or Tab says so, so Enter still commits the filter. */
export function filterCompletion(source: ValueSource): Extension {
  return [
    autocompletion({
      override: [fromData(source), fromLanguage],
      activateOnTyping: true,
      activateOnTypingDelay: 50,
      selectOnOpen: false,
      // Nothing is chosen by itself, so nothing can be taken by accident.
      interactionDelay: 0,
      icons: false,
      maxRenderedOptions: 100,
    }),
    keymap.of([{ key: "Tab", run: takeWithTab }]),
  ];
}
