import { sourceRequest } from "../lib/api/contract";
import { defaultRegion } from "../lib/aws/regions";
import { sourceId } from "../lib/sources/present";
import type { SourceService } from "../lib/sources/service";
import { SourceSettingsError, toSettings } from "../lib/sources/settings";
import { nameOf, type SourceDocument, type SourceSettings } from "../lib/sources/source";

/** What the command line says about sources. */
export interface SourceOptions {
  /** `cloudwatch:/GROUP` and `s3://BUCKET/PREFIX`. */
  readonly names: readonly string[];
  /** From when on: `7d`, or a time as the API takes it. */
  readonly since: string;
  /** Absent: that of the AWS configuration. */
  readonly region?: string | undefined;
}

const SOURCE = /^(?:cloudwatch:|s3:\/\/)/i;

/** Parts the inputs into sources in AWS and files on this machine. */
export function partInputs(inputs: readonly string[]): { sources: string[]; files: string[] } {
  return { sources: inputs.filter((one) => SOURCE.test(one)), files: inputs.filter((one) => !SOURCE.test(one)) };
}

/** `7d` is seven days ago; anything else is as the API takes it. */
const sinceOf = (text: string): string => (/^\d+\s*[smhdw]$/i.test(text.trim()) ? `now-${text.trim()}` : text);

function requestOf(name: string): object {
  const group = /^cloudwatch:(.+)$/i.exec(name)?.[1];
  if (group !== undefined) return { kind: "cloudwatch", log_group: group };
  const [, bucket, prefix = ""] = /^s3:\/\/([^/]*)\/?(.*)$/i.exec(name) ?? [];
  return { kind: "s3", bucket, prefix };
}

/**
 * What the named sources are.
 * @param now epoch seconds. @throws Error with a sentence that names the wrong one.
 */
export async function readSources(options: SourceOptions, now: number): Promise<SourceSettings[]> {
  if (options.names.length === 0) return [];
  const region = options.region ?? (await defaultRegion());
  if (!region) {
    throw new Error("Say in which AWS Region: --region eu-central-1, AWS_REGION, or the region of your AWS profile.");
  }
  return options.names.map((name) => {
    const request = { ...requestOf(name), region, since: sinceOf(options.since), follow: true };
    const checked = sourceRequest.safeParse(request);
    if (!checked.success) throw new Error(`${name}: ${checked.error.issues[0]?.message ?? "is no source"}`);
    try {
      return toSettings(checked.data, now);
    } catch (error) {
      if (!(error instanceof SourceSettingsError)) throw error;
      throw new Error(`${name}: ${error.message}`);
    }
  });
}

const sameSource = ({ settings }: SourceDocument, other: SourceSettings): boolean =>
  settings.region === other.region && settings.kind === other.kind && nameOf(settings) === nameOf(other);

/** Adds sources; one that the store has already goes on where it was. */
export async function addSources(
  service: SourceService,
  all: readonly SourceSettings[],
  say: (line: string) => void,
): Promise<void> {
  for (const settings of all) {
    const present = service.list().find((document) => sameSource(document, settings));
    if (present) {
      if (present.state === "paused") await service.resume(present.id);
      say(`${present.name}: is ${sourceId(present.id)} already and goes on where it was`);
    } else {
      const { id, name } = await service.create(settings);
      say(`${name}: is read as ${sourceId(id)}, from ${isoOf(settings.since)} on, then followed`);
    }
  }
}

const isoOf = (seconds: number | null): string =>
  seconds === null ? "the beginning" : new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
