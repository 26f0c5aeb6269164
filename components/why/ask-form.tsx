"use client";

import { ArrowLeftRight } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, IconButton, Select } from "@/components/ui";
import { Labelled } from "@/components/ui/labelled";
import { TextField } from "@/components/ui/text-field";
import type { Problem } from "@/lib/api/contract";
import type { WhyQuestion } from "./why-href";

const PROTOCOLS = [
  { value: "tcp", label: "TCP" },
  { value: "udp", label: "UDP" },
  { value: "icmp", label: "ICMP" },
  { value: "icmpv6", label: "ICMPv6" },
  { value: "any", label: "Any protocol" },
] as const;

/** What the form says is wrong with itself before it asks. */
function mistakes({ a, b, port }: WhyQuestion): Readonly<Record<string, string>> {
  return {
    ...(a === "" ? { a: "Give an address." } : {}),
    ...(b === "" ? { b: "Give an address." } : {}),
    ...(port !== "" && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)
      ? { port: "Give a port from 0 to 65535." }
      : {}),
  };
}

interface AskFormProps {
  question: WhyQuestion;
  /** What the server says is wrong with the question. */
  problem: Problem | undefined;
  onAsk: (question: WhyQuestion) => void;
}

/** Two addresses, a port and a protocol. What is typed is asked with Enter or the button. */
export function AskForm({ question, problem, onAsk }: AskFormProps) {
  const [typed, setTyped] = useState(question);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const set = (change: Partial<WhyQuestion>) => setTyped({ ...typed, ...change });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const next = { ...typed, a: typed.a.trim(), b: typed.b.trim(), port: typed.port.trim(), client: "" };
    const found = mistakes(next);
    setWrong(found);
    if (Object.keys(found).length === 0) onAsk(next);
  };
  const problemOf = (name: string) => wrong[name] ?? (problem?.parameter === name ? problem.detail : undefined);
  return (
    <form onSubmit={ask} className="hairline-panel p-3" aria-label="Ask about two addresses">
      <h1 className="mb-2 font-medium text-body">Why can't A reach B?</h1>
      <div className="flex flex-wrap items-start gap-2">
        <TextField
          alert
          label="From"
          value={typed.a}
          placeholder="10.0.1.5 or eni-..."
          error={problemOf("a")}
          onChange={(a) => set({ a })}
          className="min-w-40 grow basis-56"
        />
        <span className="mt-5 max-sm:hidden">
          <IconButton label="Exchange the two" onClick={() => set({ a: typed.b, b: typed.a })}>
            <ArrowLeftRight aria-hidden className="size-4" />
          </IconButton>
        </span>
        <TextField
          alert
          label="To"
          value={typed.b}
          placeholder="10.0.2.9 or eni-..."
          error={problemOf("b")}
          onChange={(b) => set({ b })}
          className="min-w-40 grow basis-56"
        />
        <TextField
          alert
          label="Port"
          value={typed.port}
          placeholder="any"
          error={problemOf("port")}
          inputMode="numeric"
          onChange={(port) => set({ port })}
          className="w-24"
        />
        <Labelled label="Protocol">
          <Select
            label="Protocol"
            size="medium"
            value={PROTOCOLS.find(({ value }) => value === typed.protocol)?.value ?? "any"}
            groups={[{ options: PROTOCOLS }]}
            onChange={(protocol) => set({ protocol: protocol === "any" ? "" : protocol })}
          />
        </Labelled>
        <Button type="submit" variant="primary" className={"mt-5 max-sm:mt-0 max-sm:w-full"}>
          Ask
        </Button>
      </div>
    </form>
  );
}
