import type { Case } from "../case";
import { allowedCases } from "./allowed";
import { blockedCases } from "./blocked";
import { changeCases } from "./changes";
import { incompleteCases } from "./incomplete";
import { replyCases } from "./replies";

/** Every labelled story. */
export const CASES: readonly Case[] = [
  ...allowedCases,
  ...blockedCases,
  ...replyCases,
  ...changeCases,
  ...incompleteCases,
];
