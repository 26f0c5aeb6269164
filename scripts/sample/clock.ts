const DAY = Date.UTC(2020, 3, 24) / 1000;

/** Unix seconds of a time of day (UTC) on 2020-04-24, the sample's only day. */
export function at(hour: number, minute = 0, second = 0): number {
  return DAY + hour * 3600 + minute * 60 + second;
}

/** The sample begins at 14:00 and ends at 22:00 UTC. */
export const FROM = at(14);
export const TO = at(22);

/**
 * How busy the shop is at a time, about 1 on average: it grows into the evening, falls after 20:00,
 * and a newsletter sent at 18:30 brings half an hour of visitors.
 */
export function demand(time: number): number {
  const hour = (time - DAY) / 3600;
  const evening = 0.55 + 0.75 * Math.exp(-(((hour - 18.9) / 2.1) ** 2));
  const minutesSince = (time - at(18, 30)) / 60;
  const newsletter = minutesSince < 0 ? 0 : 2.4 * (minutesSince / 6) * Math.exp(1 - minutesSince / 6);
  return evening + newsletter;
}
