"use client";

import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { patient } from "@/components/ui";
import type { EditorEvents, FilterEditor } from "./editor/create";
import type { ValueSource } from "./value-source";

const loadEditor = patient(() => import("./editor/create"));

interface Setup {
  readonly text: string;
  readonly label: string;
  readonly hint: string;
  readonly nonce?: string;
  readonly values: ValueSource;
  readonly events: EditorEvents;
}

interface EditorState {
  /** Asks for the editor: its code is not part of what the first visit fetches. */
  readonly load: () => void;
  /** Where the editor goes. */
  readonly hostRef: RefObject<HTMLDivElement | null>;
  /** The plain input that stands in until the editor is loaded. */
  readonly inputRef: RefObject<HTMLInputElement | null>;
  /** Null until it is loaded, and for good when it cannot be. */
  readonly editor: FilterEditor | null;
}

/**
 * Loads the editor when somebody turns to the filter, or a filter is in force and wants its colours. It takes over from
 * the plain input: text, selection and focus stay.
 * If it cannot be loaded, the input stays, and everything but completion and colours works.
 */
export function useEditor(setup: Setup): EditorState {
  const hostRef = useRef<HTMLDivElement>(null);
  const inputRef = useRef<HTMLInputElement>(null);
  const [editor, setEditor] = useState<FilterEditor | null>(null);
  const [wanted, setWanted] = useState(setup.text !== "");
  // Once it is there it stays, also when the filter is cleared.
  if (!wanted && setup.text !== "") setWanted(true);

  const events: EditorEvents = {
    onChange: useEffectEvent((text: string) => setup.events.onChange(text)),
    onSubmit: useEffectEvent((text: string) => setup.events.onSubmit(text)),
    onLeave: useEffectEvent(() => setup.events.onLeave()),
    onHelp: useEffectEvent(() => setup.events.onHelp()),
    onFocus: useEffectEvent((focused: boolean) => setup.events.onFocus(focused)),
  };

  const mount = useEffectEvent((createEditor: typeof import("./editor/create").createEditor) => {
    const parent = hostRef.current;
    if (!parent) return null;
    const input = inputRef.current;
    const text = input?.value ?? setup.text;
    const focused = input !== null && document.activeElement === input;
    const focusedAt = { anchor: input?.selectionStart ?? text.length, head: input?.selectionEnd ?? text.length };
    return createEditor({ ...setup, parent, text, events, ...(focused ? { focusedAt } : {}) });
  });

  useEffect(() => {
    if (!wanted) return;
    let made: FilterEditor | null = null;
    let gone = false;
    loadEditor().then(
      ({ createEditor }) => {
        if (gone) return;
        made = mount(createEditor);
        setEditor(made);
      },
      () => setEditor(null),
    );
    return () => {
      gone = true;
      made?.destroy();
      setEditor(null);
    };
  }, [wanted]);

  return { hostRef, inputRef, editor, load: () => setWanted(true) };
}
