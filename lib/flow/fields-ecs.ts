import { defineFields } from "./field";

/** Version 7: which Amazon ECS task the interface belongs to. Absent when it is no ECS task. */
export const ecsFields = defineFields([
  [7, "ecs-cluster-arn", "text", "ECS cluster ARN", "The ECS cluster's ARN, when the traffic is of an ECS task."],
  [7, "ecs-cluster-name", "text", "ECS cluster", "The ECS cluster's name."],
  [
    7,
    "ecs-container-instance-arn",
    "text",
    "ECS instance ARN",
    "The ARN of the container instance that runs the task. Absent on Fargate.",
  ],
  [
    7,
    "ecs-container-instance-id",
    "text",
    "ECS instance",
    "The id of the container instance that runs the task. Absent on Fargate.",
  ],
  [7, "ecs-container-id", "text", "ECS container", "The Docker id of the task's first container."],
  [7, "ecs-second-container-id", "text", "ECS second container", "The Docker id of the task's second container."],
  [7, "ecs-service-name", "text", "ECS service", "The ECS service that started the task."],
  [7, "ecs-task-definition-arn", "text", "ECS task definition", "The ARN of the task's definition."],
  [7, "ecs-task-arn", "text", "ECS task ARN", "The task's ARN."],
  [7, "ecs-task-id", "text", "ECS task", "The task's id."],
]);
