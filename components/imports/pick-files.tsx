"use client";

import { useEffect, useId, useRef } from "react";
import { Button, type ButtonProps } from "@/components/ui";
import { filesOfInput } from "@/lib/upload";
import { uploadFiles } from "./upload-store";

interface PickFilesProps extends Pick<ButtonProps, "variant" | "size" | "children"> {
  /** Choose a folder with all that is in it, instead of files. */
  folder?: boolean;
}

/** Uploads what was chosen, so that the same files can be chosen again. */
function take(input: HTMLInputElement): void {
  uploadFiles(filesOfInput(input.files ?? []));
  input.value = "";
}

/** A button that opens the system's dialog and uploads what is chosen there. */
export function PickFiles({ folder = false, variant, size, children }: PickFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  // Files that were given while the page's code was on its way.
  useEffect(() => {
    if (input.current?.files?.length) take(input.current);
  }, []);
  return (
    <>
      <Button variant={variant} size={size} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        hidden
        aria-label={folder ? "Folder to upload" : "Files to upload"}
        onChange={(event) => take(event.target)}
        {...(folder ? { webkitdirectory: "" } : {})}
      />
    </>
  );
}
