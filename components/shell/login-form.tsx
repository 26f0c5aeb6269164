"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui";
import { Logo } from "./logo";

/** Asks for the token that the server was started with. */
export function LoginForm({ next }: { next: string }) {
  const [token, setToken] = useState("");
  const [state, setState] = useState<"idle" | "sending">("idle");
  const [error, setError] = useState<string | null>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setState("sending");
    setError(null);
    try {
      const response = await fetch("/api/login", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ token }),
      });
      if (response.ok) {
        window.location.assign(next);
        return;
      }
      const problem: { detail?: string } = await response.json().catch(() => ({}));
      setError(problem.detail ?? "The server did not take the token.");
    } catch {
      setError("The server cannot be reached. Check that Flowglass is still running.");
    }
    setState("idle");
  };

  return (
    <main className="flex min-h-dvh items-center justify-center p-6">
      <form onSubmit={(event) => void send(event)} className="hairline-panel flex w-full max-w-sm flex-col gap-4 p-6">
        <h1 className="flex items-center gap-2.5 font-semibold text-title">
          <Logo className="size-5" />
          Flowglass
        </h1>
        <div className="flex flex-col gap-1.5">
          <label htmlFor="token" className="text-data">
            Token
          </label>
          <input
            id="token"
            name="token"
            type="password"
            autoComplete="current-password"
            required
            value={token}
            onChange={(event) => setToken(event.target.value)}
            aria-invalid={error !== null}
            aria-describedby="token-help"
            className="figures h-9 rounded-control border border-line-strong bg-surface px-2.5 aria-invalid:border-danger"
          />
          <p id="token-help" className="text-label text-muted">
            The value of FLOWGLASS_TOKEN on the server.
          </p>
        </div>
        {error ? (
          <p role="alert" className="text-danger text-data">
            {error}
          </p>
        ) : null}
        <Button type="submit" variant="primary" disabled={state === "sending" || token === ""}>
          {state === "sending" ? "Logging in" : "Log in"}
        </Button>
      </form>
    </main>
  );
}
