/** "Why can't A reach B?": the verdict on a conversation, the way it took, and what to do. */
export { whyHref } from "./why-href";
export { WhyPage } from "./why-page";
