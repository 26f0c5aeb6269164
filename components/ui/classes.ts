import { type ClassValue, clsx } from "clsx";

/** Joins class names; false, null and undefined are left out. */
export const cx = (...values: ClassValue[]): string => clsx(values);
