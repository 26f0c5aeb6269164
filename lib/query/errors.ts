/** A question that cannot be asked. The message is for the person who asked. */
export class QuestionError extends Error {
  override readonly name = "QuestionError";

  constructor(
    /** The parameter that is wrong. */
    readonly parameter: string,
    message: string,
    /** What would be accepted, likeliest first. */
    readonly alternatives: readonly string[] = [],
    /** The nearest accepted text. */
    readonly suggestion?: string,
  ) {
    super(message);
  }
}
