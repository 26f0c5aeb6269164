"use client";

import { ListFilter, X } from "lucide-react";
import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";
import { IconButton, Kbd } from "@/components/ui";
import { FilterHelp } from "./filter-help";
import { shownError, withSuggestion } from "./shown-error";
import { useEditor } from "./use-editor";
import { useValueSource } from "./use-value-source";
import type { LoadValues } from "./value-source";

const LABEL = "Filter";
const HINT = "Filter: 10.10.1.10 dstport:443 action:REJECT";

/** What others may do with the bar. */
export interface FilterBarHandle {
  focus(): void;
}

export interface FilterBarProps {
  /** The filter in force, as text. It may be wrong; then the bar says so. */
  value: string;
  /** Called with a text that is right, when Enter is pressed or the bar is cleared. */
  onCommit(text: string): void;
  /** Asks for values that occur in the current view. Keep its identity while the view stays, for answers are remembered. */
  loadValues: LoadValues;
  /** The page's CSP nonce, for the editor's styles. */
  nonce?: string;
  ref?: Ref<FilterBarHandle>;
}

/** The filter bar: one line in the filter language, with completion, colours, help, and errors that say where and what. */
export function FilterBar({ value, onCommit, loadValues, nonce, ref }: FilterBarProps) {
  const [draft, setDraft] = useState(value);
  const [committed, setCommitted] = useState(value);
  const [writing, setWriting] = useState(false);
  const [help, setHelp] = useState(false);
  const messageId = useId();
  /** The last text that did not come from the editor. */
  const [outside, setOutside] = useState({ text: value });
  const values = useValueSource(loadValues);

  // The filter was changed elsewhere: a click on a value, Back, another page.
  const put = (text: string) => {
    setDraft(text);
    setOutside({ text });
    setWriting(false);
  };
  if (committed !== value) {
    setCommitted(value);
    put(value);
  }

  const change = (text: string) => {
    setDraft(text);
    setWriting(true);
  };
  const submit = (text: string) => {
    setWriting(false);
    if (shownError(text, { writing: false })) return;
    const trimmed = text.trim();
    put(trimmed);
    if (trimmed !== value) onCommit(trimmed);
  };
  const events = {
    onChange: change,
    onSubmit: submit,
    onLeave: () => setWriting(false),
    onHelp: () => setHelp(true),
    onFocus: (focused: boolean) => {
      if (!focused) setWriting(false);
    },
  };

  const { hostRef, inputRef, editor, load } = useEditor({
    text: draft,
    label: LABEL,
    hint: HINT,
    nonce,
    values,
    events,
  });
  const focus = () => (editor ? editor.focus() : inputRef.current?.focus());
  useImperativeHandle(ref, () => ({ focus }));

  const error = useMemo(() => shownError(draft, { writing }), [draft, writing]);
  // Only when it changes: an editor that has just been loaded brings its own text from the input.
  const putIn = useEffectEvent((text: string) => editor?.setText(text));
  useEffect(() => putIn(outside.text), [outside]);
  useEffect(() => editor?.setError(error, messageId), [editor, error, messageId]);

  const replace = (text: string) => {
    put(text);
    focus();
  };
  const onInputKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") submit(event.currentTarget.value);
    // As in the editor: while something is being written, the first Escape only closes the list of completions.
    else if (event.key === "Escape" && writing) setWriting(false);
    else if (event.key === "Escape") event.currentTarget.blur();
    else if (event.key === "?" && draft === "") setHelp(true);
    else return;
    event.preventDefault();
  };

  return (
    <search className="relative block">
      <div
        data-invalid={error ? "" : undefined}
        className="flex h-8 items-center gap-1 rounded-control border border-line-strong bg-surface pr-0.5 pl-2 focus-within:border-accent focus-within:outline-1 focus-within:outline-accent data-invalid:border-danger"
      >
        <ListFilter aria-hidden className="size-4 shrink-0 text-faint" />
        <div className="relative h-full min-w-0 grow">
          <div ref={hostRef} className="h-full" />
          {editor ? null : (
            <input
              ref={inputRef}
              // The role that the editor takes over, so that nothing changes for who hears the page.
              role="combobox"
              aria-expanded={false}
              aria-autocomplete="list"
              aria-label={LABEL}
              aria-invalid={error !== null}
              aria-describedby={messageId}
              value={draft}
              onChange={(event) => change(event.target.value)}
              onKeyDown={onInputKey}
              onPointerEnter={load}
              onFocus={load}
              onBlur={() => setWriting(false)}
              placeholder={HINT}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              className="absolute inset-0 w-full bg-transparent font-mono text-data outline-none placeholder:text-faint"
            />
          )}
        </div>
        {draft.trim() === value ? null : <Kbd keys="Enter" />}
        {draft === "" ? null : (
          <IconButton
            label="Clear the filter"
            size="small"
            onClick={() => {
              submit("");
              focus();
            }}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        )}
        <FilterHelp
          open={help}
          onOpenChange={setHelp}
          onInsert={(filter) => {
            setHelp(false);
            replace(draft.trim() === "" ? filter : `${draft.trimEnd()} ${filter}`);
          }}
        />
      </div>
      <div
        className={
          error
            ? "absolute top-9 left-0 z-20 flex max-w-full flex-wrap items-center gap-x-2 rounded-control border border-line-strong bg-raised px-2 py-1 text-label"
            : "sr-only"
        }
      >
        <p id={messageId} role="status" className="text-danger">
          {error?.message ?? (draft.trim() === value ? "" : "Press Enter to apply.")}
        </p>
        {error?.suggestion === undefined ? null : (
          <button
            type="button"
            className="rounded-control px-1 text-accent underline underline-offset-2 hover:bg-hover"
            onClick={() => replace(withSuggestion(draft, error))}
          >
            {error.suggestion === "" ? (
              "Remove it"
            ) : (
              <>
                Use <code>{error.suggestion.trim()}</code>
              </>
            )}
          </button>
        )}
      </div>
    </search>
  );
}
