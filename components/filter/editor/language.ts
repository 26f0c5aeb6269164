import { HighlightStyle, LRLanguage, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { styleTags, tags } from "@lezer/highlight";
import { parser } from "@/lib/filter/parser.gen";

const language = LRLanguage.define({
  name: "flowglass-filter",
  parser: parser.configure({
    props: [
      styleTags({
        "FieldColon FieldName/Word": tags.propertyName,
        CompareOperator: tags.operator,
        "And Or Not": tags.keyword,
        "( )": tags.paren,
        "Value Bare/Word Bare/ColonWord": tags.literal,
        Unclosed: tags.string,
      }),
    ],
  }),
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--text-muted, #4f5560)" },
  { tag: tags.operator, color: "var(--text-muted, #4f5560)" },
  { tag: tags.paren, color: "var(--text-muted, #4f5560)" },
  { tag: tags.keyword, color: "var(--accent, #5147d6)", fontWeight: "600" },
  { tag: tags.literal, color: "var(--text, #16181c)" },
  { tag: tags.string, color: "var(--danger, #b3261e)" },
]);

/** The filter language for the editor: the same grammar that the server reads with, coloured. */
export const filterLanguage: Extension = [language, syntaxHighlighting(colours)];
