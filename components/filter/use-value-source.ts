"use client";

import { useEffect, useRef, useState } from "react";
import { type LoadValues, ValueSource } from "./value-source";

/** One source of values for the life of the bar, which asks the newest loader and forgets answers of another view. */
export function useValueSource(loadValues: LoadValues): ValueSource {
  const latest = useRef(loadValues);
  const [source] = useState(() => new ValueSource((field, prefix) => latest.current(field, prefix)));
  useEffect(() => {
    latest.current = loadValues;
    source.forget();
  }, [loadValues, source]);
  return source;
}
