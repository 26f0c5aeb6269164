"use client";

import { useState } from "react";

/** True from the first time on that something was open: what it draws is loaded then, and stays to be drawn closing. */
export function useOpened(open: boolean): boolean {
  const [opened, setOpened] = useState(open);
  if (open && !opened) setOpened(true);
  return opened || open;
}
