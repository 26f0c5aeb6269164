import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { S3Settings } from "../source";
import { parseNotification } from "./notifications";
import type { S3Object } from "./object";
import { type RetryTools, withRetries } from "./retry";

/** One message about new objects of the source's bucket and prefix. */
export interface Announcement {
  readonly objects: readonly S3Object[];
  /** What removes the message, once its objects are in the store. */
  readonly handle: string;
}

const MOST_MESSAGES = 10;
const LONG_POLL_SECONDS = 20;
/** While a message's objects are read, nobody else gets it. One that takes longer comes again, and is known then. */
const HIDDEN_SECONDS = 300;
/** Messages gathered into one delivery, while more are waiting. */
const GATHERED = 500;

/** Reads notifications about new objects from an SQS queue. */
export class ObjectQueue {
  #cut = false;

  /** @param client gives the client of the moment. */
  constructor(
    private readonly client: () => SQSClient,
    private readonly settings: Pick<S3Settings, "bucket" | "prefix"> & { readonly queueUrl: string },
    private readonly tools: RetryTools,
  ) {}

  /** Waits for messages, at most as long as one long poll. @throws what the SDK throws; the signal's reason. */
  async receive(): Promise<Announcement[]> {
    const announced: Announcement[] = [];
    for (let wait = LONG_POLL_SECONDS; announced.length < GATHERED; wait = 0) {
      const messages = await this.#messages(wait);
      for (const message of messages) {
        const objects = this.#read(message);
        if (objects) announced.push({ objects, handle: message.ReceiptHandle ?? "" });
      }
      if (messages.length < MOST_MESSAGES) break;
    }
    return announced;
  }

  /**
   * Did an answer get lost since this was last asked? The messages in it stay hidden for minutes, as if they were being
   * read; what they tell of is found sooner by listing.
   */
  takeCut(): boolean {
    const cut = this.#cut;
    this.#cut = false;
    return cut;
  }

  /** Removes messages whose objects are in the store. Those that stay come again, which does no harm. */
  async remove(announced: readonly Announcement[]): Promise<void> {
    const handles = announced.map(({ handle }) => handle);
    for (let at = 0; at < handles.length; at += MOST_MESSAGES) {
      const Entries = handles
        .slice(at, at + MOST_MESSAGES)
        .map((ReceiptHandle, n) => ({ Id: String(n), ReceiptHandle }));
      const command = new DeleteMessageBatchCommand({ QueueUrl: this.settings.queueUrl, Entries });
      await withRetries(this.tools, () => this.client().send(command, { abortSignal: this.tools.signal }));
    }
  }

  /** Asks for messages. After an answer that got lost it does not wait for more: these are to be looked for soon. */
  async #messages(wait: number): Promise<Message[]> {
    let waits = wait;
    const failed = (): void => {
      this.#cut = true;
      waits = 0;
    };
    const answer = await withRetries({ ...this.tools, failed }, () => {
      const command = new ReceiveMessageCommand({
        QueueUrl: this.settings.queueUrl,
        MaxNumberOfMessages: MOST_MESSAGES,
        WaitTimeSeconds: waits,
        VisibilityTimeout: HIDDEN_SECONDS,
      });
      const requestTimeout = (waits + 20) * 1000;
      return this.client().send(command, { abortSignal: this.tools.signal, requestTimeout });
    });
    return answer.Messages ?? [];
  }

  /** The objects that a message is about; null when it is not for this source, or not understood: it stays in the queue. */
  #read(message: Message): S3Object[] | null {
    const { bucket, prefix } = this.settings;
    const notification = parseNotification(message.Body ?? "");
    if (notification.kind === "unknown") return null;
    if (notification.kind === "test") return [];
    const mine = notification.objects.filter((one) => one.bucket === bucket && one.key.startsWith(prefix));
    return mine.length === 0 && notification.objects.length > 0 ? null : mine;
  }
}
