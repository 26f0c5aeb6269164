/** Every request and response of the HTTP API, once: validation, types, OpenAPI and the client derive from here. */
export * from "./bounds";
export * from "./common";
export * from "./conversation";
export * from "./coverage";
export * from "./facts";
export * from "./fields";
export * from "./health";
export * from "./imports";
export * from "./problem";
export * from "./records";
export * from "./rejections";
export * from "./related";
export * from "./series";
export * from "./sources";
export * from "./summary";
export * from "./top";
export * from "./values";
