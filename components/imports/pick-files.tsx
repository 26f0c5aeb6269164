"use client";

import { type ChangeEvent, useId, useRef } from "react";
import { Button, type ButtonProps } from "@/components/ui";
import { filesOfInput } from "@/lib/upload";
import { uploadFiles } from "./upload-store";

interface PickFilesProps extends Pick<ButtonProps, "variant" | "size" | "children"> {
  /** Choose a folder with all that is in it, instead of files. */
  folder?: boolean;
}

/** A button that opens the system's dialog and uploads what is chosen there. */
export function PickFiles({ folder = false, variant, size, children }: PickFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    uploadFiles(filesOfInput(event.target.files ?? []));
    // The same file can be chosen again.
    event.target.value = "";
  };
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
        onChange={take}
        {...(folder ? { webkitdirectory: "" } : {})}
      />
    </>
  );
}
