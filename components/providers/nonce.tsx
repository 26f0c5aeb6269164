"use client";

import { createContext, useContext } from "react";

const Context = createContext<string | undefined>(undefined);

/** Keeps the nonce of this answer's content security policy. */
export const NonceProvider = Context.Provider;

/** The nonce that style elements must carry which a component adds by itself. */
export const useNonce = (): string | undefined => useContext(Context);
