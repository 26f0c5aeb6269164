import { DescribeLogStreamsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { callAws, DESCRIBE_LOG_STREAMS, ThingMissing } from "../call";
import { type ReaderContext, SourceFailure } from "../reader";
import type { CloudWatchSettings, SourceNotice } from "../source";

/** The streams of a group that are asked, and what is known of those that were deleted. */
export class Streams {
  #names: readonly string[] | null;
  #checking: Promise<void> | null = null;

  constructor(
    private readonly context: ReaderContext,
    private readonly settings: CloudWatchSettings,
    private readonly notify: (notice: SourceNotice) => Promise<void>,
  ) {
    this.#names = settings.streams;
  }

  /** Names to ask for; null is all of the group. */
  get names(): readonly string[] | null {
    return this.#names;
  }

  /**
   * AWS says that something asked for is not there: leaves out the chosen streams that were deleted.
   * @throws SourceFailure when it is the group itself, or no stream is left.
   */
  async dropMissing(error: ThingMissing): Promise<void> {
    // Several slices fail together; one looks.
    this.#checking ??= this.#drop(error).finally(() => {
      this.#checking = null;
    });
    await this.#checking;
  }

  async #drop(error: ThingMissing): Promise<void> {
    const { logGroup, region } = this.settings;
    const gone = new SourceFailure("log_group_missing", `There is no log group ${logGroup} in ${region}.`, {
      cause: error,
    });
    const names = this.#names;
    if (!names) throw gone;
    const present: string[] = [];
    try {
      for (const name of names) if (await this.#exists(name)) present.push(name);
    } catch (failure) {
      if (failure instanceof ThingMissing) throw gone;
      throw failure;
    }
    // All are there after all: the next try tells.
    if (present.length === names.length) return;
    const missing = names.filter((name) => !present.includes(name));
    if (present.length === 0) {
      throw new SourceFailure(
        "streams_missing",
        `None of the chosen streams is in ${logGroup} any more: ${names.join(", ")}.`,
      );
    }
    this.#names = present;
    const list = missing.join(", ");
    await this.notify({
      code: "stream_deleted",
      message: `No longer in the group: ${list}. What was read of them before is kept.`,
    });
  }

  async #exists(name: string): Promise<boolean> {
    const command = new DescribeLogStreamsCommand({ logGroupName: this.settings.logGroup, logStreamNamePrefix: name });
    const { logStreams } = await callAws(this.context, this.settings, DESCRIBE_LOG_STREAMS, ({ logs }, abortSignal) =>
      logs.send(command, { abortSignal }),
    );
    // Sorted by name, so an exact match is the first of those that begin with it.
    return (logStreams ?? []).some((stream) => stream.logStreamName === name);
  }
}
