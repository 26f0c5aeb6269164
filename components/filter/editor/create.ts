import { closeCompletion, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder, tooltips } from "@codemirror/view";
import type { FilterError } from "@/lib/filter";
import type { ValueSource } from "../value-source";
import { filterCompletion } from "./completion";
import { filterLanguage } from "./language";
import { singleLine } from "./single-line";
import { filterTheme } from "./theme";

/** What the editor tells the bar. */
export interface EditorEvents {
  onChange(text: string): void;
  /** @param text what the editor holds now: the page may not have drawn the last key yet. */
  onSubmit(text: string): void;
  onLeave(): void;
  onHelp(): void;
  onFocus(focused: boolean): void;
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  /** Where the cursor was when the input had the focus, which the editor then takes over. */
  readonly focusedAt?: { readonly anchor: number; readonly head: number };
  readonly label: string;
  readonly hint: string;
  readonly nonce?: string;
  readonly values: ValueSource;
  readonly events: EditorEvents;
}

/** The loaded editor, as the bar drives it. */
export interface FilterEditor {
  focus(): void;
  /** Puts another text in, when it is another one. */
  setText(text: string): void;
  /** Underlines what is wrong, and ties the words that say so to the editor. */
  setError(error: FilterError | null, describedBy: string): void;
  destroy(): void;
}

/** Marks a text that the bar put in, so that it is not reported back as typed. */
const putIn = Annotation.define<boolean>();

/** As an element, for a text would become `aria-placeholder`, which a box with a list must not have either. */
function hintElement(hint: string): HTMLElement {
  const element = document.createElement("span");
  element.textContent = hint;
  return element;
}

const attributesOf = (label: string, error: FilterError | null, describedBy?: string) =>
  EditorView.contentAttributes.of((view) => ({
    role: "combobox",
    tabindex: "0",
    "aria-expanded": String(completionStatus(view.state) === "active"),
    "aria-label": label,
    "aria-invalid": String(error !== null),
    spellcheck: "false",
    autocorrect: "off",
    autocapitalize: "off",
    enterkeyhint: "search",
    ...(describedBy ? { "aria-describedby": describedBy } : {}),
  }));

/**
 * Takes over the focus and the place where something is being written. Between the focus and the next key the browser
 * may move its cursor to the start, without anybody's doing: the first key finds it where it belongs.
 */
function takeFocus(view: EditorView, at: { readonly anchor: number; readonly head: number }): void {
  const { doc } = view.state;
  const until = new AbortController();
  const place = () => {
    if (until.signal.aborted || view.state.doc !== doc) return;
    view.dispatch({ selection: at, scrollIntoView: true });
    const [from, to] = [view.domAtPos(at.anchor), view.domAtPos(at.head)];
    view.contentDOM.ownerDocument.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  };
  const placeLast = () => {
    place();
    until.abort();
  };
  view.focus();
  requestAnimationFrame(place);
  const listen = { capture: true, signal: until.signal };
  view.contentDOM.addEventListener("keydown", placeLast, listen);
  view.contentDOM.addEventListener("beforeinput", placeLast, listen);
  view.contentDOM.addEventListener("pointerdown", () => until.abort(), listen);
}

/** Makes the editor inside an element. */
export function createEditor({
  parent,
  text,
  focusedAt,
  label,
  hint,
  nonce,
  values,
  events,
}: EditorOptions): FilterEditor {
  const attributes = new Compartment();
  const keys = keymap.of([
    {
      key: "Enter",
      run(view) {
        closeCompletion(view);
        events.onSubmit(view.state.doc.toString());
        return true;
      },
    },
    {
      key: "Escape",
      run(view) {
        view.contentDOM.blur();
        events.onLeave();
        return true;
      },
    },
    {
      key: "?",
      run(view) {
        if (view.state.doc.length > 0) return false;
        events.onHelp();
        return true;
      },
    },
    ...historyKeymap,
    ...defaultKeymap,
  ]);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      selection: focusedAt ?? { anchor: text.length },
      extensions: [
        nonce ? EditorView.cspNonce.of(nonce) : [],
        history(),
        singleLine,
        filterLanguage,
        Prec.high(filterCompletion(values)),
        keys,
        placeholder(() => hintElement(hint)),
        tooltips({ position: "fixed" }),
        attributes.of(attributesOf(label, null)),
        EditorView.updateListener.of((update) => {
          const typed = update.transactions.some((one) => one.docChanged && !one.annotation(putIn));
          if (typed) events.onChange(update.state.doc.toString());
          if (update.focusChanged) events.onFocus(update.view.hasFocus);
        }),
        filterTheme,
      ],
    }),
  });

  // The editor is a box with a list of completions. It says `aria-multiline`, which such a box must not have.
  view.contentDOM.removeAttribute("aria-multiline");

  if (focusedAt) takeFocus(view, focusedAt);
  return {
    focus: () => view.focus(),
    setText(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: next },
        selection: { anchor: next.length },
        annotations: putIn.of(true),
      });
    },
    setError(error, describedBy) {
      const length = view.state.doc.length;
      const marks = error
        ? [
            {
              from: Math.min(error.from, length),
              to: Math.min(error.to, length),
              severity: "error" as const,
              message: error.message,
            },
          ]
        : [];
      view.dispatch(setDiagnostics(view.state, marks), {
        effects: attributes.reconfigure(attributesOf(label, error, describedBy)),
      });
    },
    destroy: () => view.destroy(),
  };
}
