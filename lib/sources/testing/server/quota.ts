/** Tells the time in milliseconds. A test gives its own, so that nothing has to wait for the real one. */
export type Now = () => number;

/** Requests that may still be made at once, refilled as time goes by. */
interface Bucket {
  tokens: number;
  at: number;
}

/**
 * AWS's throttling: each key (account, region and action) has a bucket of as many requests as it may make in a
 * second, refilled evenly.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export class Quotas {
  readonly #buckets = new Map<string, Bucket>();

  constructor(private readonly now: Now) {}

  /** Takes one request from the key's bucket; false when there is none. @param perSecond size and refill. */
  take(key: string, perSecond: number): boolean {
    const now = this.now();
    const bucket = this.#buckets.get(key) ?? { tokens: perSecond, at: now };
    bucket.tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    // The refill is a sum of fractions: a request that comes exactly on time must not miss it by rounding.
    if (bucket.tokens < 1 - 1e-6) return false;
    bucket.tokens -= 1;
    return true;
  }
}
