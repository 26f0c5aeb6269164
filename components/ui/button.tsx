import type { ComponentProps } from "react";
import { cx } from "./classes";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
/** The icon sizes are square and have no room for words. */
export type ButtonSize = "small" | "medium" | "icon" | "icon-small";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent-fill text-on-accent hover:brightness-110",
  secondary: "border-line-strong bg-surface text-text hover:bg-hover",
  quiet: "border-transparent bg-transparent text-muted hover:bg-hover hover:text-text",
  danger: "border-line-strong bg-surface text-danger hover:bg-danger-soft",
};

const SIZES: Record<ButtonSize, string> = {
  small: "h-7 gap-1.5 px-2 text-label",
  medium: "h-8 gap-2 px-2.5 text-data",
  icon: "size-8",
  "icon-small": "size-7",
};

/** The classes of a button, for a link or a trigger that must look like one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "medium"): string {
  return cx(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-control border font-medium [&>svg]:shrink-0",
    "transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50",
    VARIANTS[variant],
    SIZES[size],
  );
}

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** A push button. It never submits a form unless told to. */
export function Button({ variant, size, className, type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={cx(buttonClass(variant, size), className)} {...rest} />;
}
