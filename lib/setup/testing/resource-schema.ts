/** Checks properties against AWS's own resource schemas, as @aws-cdk/aws-service-spec has them. */

import { loadAwsServiceSpec } from "@aws-cdk/aws-service-spec";
import type { PropertyType, Resource, SpecDatabase, TypeDefinition } from "@aws-cdk/service-spec-types";

const INTRINSIC = new Set(["Ref", "Fn::GetAtt", "Fn::Sub"]);

function isIntrinsic(value: object): boolean {
  const [key, ...more] = Object.keys(value);
  return key !== undefined && more.length === 0 && INTRINSIC.has(key);
}

export class ResourceSchemas {
  readonly #db: SpecDatabase;

  private constructor(db: SpecDatabase) {
    this.#db = db;
  }

  static async load(): Promise<ResourceSchemas> {
    return new ResourceSchemas(await loadAwsServiceSpec());
  }

  /** Everything that is wrong with the properties of a resource, as sentences. */
  problems(type: string, properties: unknown): string[] {
    const found = this.#db.lookup("resource", "cloudFormationType", "equals", type);
    if (found.length === 0) return [`${type} is no resource type`];
    return this.#object(found.only(), properties, type);
  }

  #object(definition: Resource | TypeDefinition, value: unknown, path: string): string[] {
    if (typeof value !== "object" || value === null) return [`${path} is no object`];
    const problems = Object.entries(definition.properties).flatMap(([name, { required }]) =>
      required && !(name in value) ? [`${path}.${name} is missing`] : [],
    );
    for (const [name, given] of Object.entries(value)) {
      const property = definition.properties[name];
      if (!property) problems.push(`${path}.${name} does not exist`);
      else problems.push(...this.#value(property.type, given, `${path}.${name}`));
    }
    return problems;
  }

  #value(type: PropertyType, value: unknown, path: string): string[] {
    if (typeof value === "object" && value !== null && isIntrinsic(value)) return [];
    switch (type.type) {
      case "string": {
        const allowed = "allowedValues" in type ? (type.allowedValues as readonly unknown[] | undefined) : undefined;
        if (typeof value !== "string") return [`${path} is no text`];
        return allowed && !allowed.includes(value) ? [`${path} cannot be ${value}`] : [];
      }
      case "integer": {
        const allowed = "allowedValues" in type ? (type.allowedValues as readonly unknown[] | undefined) : undefined;
        if (!Number.isInteger(value)) return [`${path} is no whole number`];
        return allowed && !allowed.includes(value) ? [`${path} cannot be ${value}`] : [];
      }
      case "boolean":
        return typeof value === "boolean" ? [] : [`${path} is neither true nor false`];
      case "json":
        return typeof value === "object" ? [] : [`${path} is no JSON`];
      case "array":
        return Array.isArray(value)
          ? value.flatMap((item, index) => this.#value(type.element, item, `${path}[${index}]`))
          : [`${path} is no list`];
      case "ref":
        return this.#object(this.#db.get("typeDefinition", type.reference), value, path);
      case "union": {
        const each = type.types.map((one) => this.#value(one, value, path));
        return each.some((problems) => problems.length === 0) ? [] : (each[0] ?? []);
      }
      default:
        return [`${path} is of the type ${type.type}, which this check does not know`];
    }
  }
}
