/** The building blocks of every page. */
export { ActionBadge, Badge } from "./badge";
export { Button, type ButtonProps, buttonClass } from "./button";
export { cx } from "./classes";
export { Dialog } from "./dialog";
export { EmptyState } from "./empty-state";
export { FieldName } from "./field-name";
export { IconButton } from "./icon-button";
export { Kbd } from "./kbd";
export { Menu, MenuChoice, MenuGroup, MenuItem, MenuSeparator } from "./menu";
export { Panel, PanelError } from "./panel";
export { patient } from "./patient";
export { Popover } from "./popover";
export { POPUP_ROOT, usePopupRoot } from "./popup-root";
export { SegmentedControl } from "./segmented-control";
export { Select, type SelectOption } from "./select";
export { Skeleton } from "./skeleton";
export { Switch } from "./switch";
export { Tooltip } from "./tooltip";
