/** The palette's place and frame, before and after its code has come. */
export const PALETTE_FRAME =
  "-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 w-[min(560px,calc(100vw-24px))] overflow-hidden rounded-panel border border-line-strong bg-raised text-text outline-none";

/** Its line to type in. */
export const PALETTE_INPUT = "h-11 w-full border-b bg-transparent px-3 text-body outline-none placeholder:text-faint";

export const PALETTE_HINT = "A page, a command, an address, a port or a filter";
