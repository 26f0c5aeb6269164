import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button";
import { Tooltip } from "./tooltip";

interface IconButtonProps extends Omit<ButtonProps, "children" | "aria-label"> {
  /** What the button does; read out, and shown on hover and focus. */
  label: string;
  /** A key that does the same, shown beside the label. */
  shortcut?: string;
  children: ReactNode;
}

/** A square button with an icon alone. Its name is always in the tooltip. */
export function IconButton({
  label,
  shortcut,
  children,
  className,
  variant = "quiet",
  size,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut}>
      <Button
        aria-label={label}
        variant={variant}
        size={size === "small" ? "icon-small" : "icon"}
        className={className}
        {...rest}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
