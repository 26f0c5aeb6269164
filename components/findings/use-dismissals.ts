"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";

const FINDINGS_KEY = ["flows", "findings"] as const;

/** Puts findings aside and back; the list is asked again afterwards. */
export function useDismissals() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: FINDINGS_KEY });
  const dismiss = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) => api.dismissFinding(id, reason),
    onSettled,
  });
  const restore = useMutation({ mutationFn: (id: string) => api.restoreFinding(id), onSettled });
  return { dismiss, restore };
}
