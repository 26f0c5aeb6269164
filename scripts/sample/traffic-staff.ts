import { at } from "./clock";
import { accepted } from "./conversation";
import { HOSTS } from "./network";
import { desktopPort } from "./outside";
import { random } from "./random";
import type { LogRecord } from "./record";

/** The administrator: three SSH sessions to the web server, the only other thing that its security group lets in. */
export function adminTraffic(): LogRecord[] {
  const rng = random("administrator");
  const sessions = [
    { begin: at(14, 22, 10), seconds: 940 },
    { begin: at(17, 36, 45), seconds: 1260 },
    { begin: at(19, 42, 5), seconds: 560 },
  ];
  return sessions.flatMap(({ begin, seconds }) => {
    const packets = Math.round(seconds * (0.8 + 0.6 * rng.next()));
    const ends = { client: "81.187.44.19", clientPort: desktopPort(rng), server: HOSTS.web.address, serverPort: 22 };
    const up = { packets, bytes: packets * rng.int(88, 128) };
    const down = { packets: packets + rng.int(5, 60), bytes: packets * rng.int(180, 420) };
    return accepted({ ...ends, protocol: 6, begin, seconds, up, down });
  });
}

/** Two people at home on the VPN, over UDP. */
export function vpnTraffic(): LogRecord[] {
  const rng = random("vpn");
  const tunnels = [
    { client: "86.143.201.77", begin: at(14, 3, 20), seconds: 5400, rate: 5200 },
    { client: "109.155.12.240", begin: at(16, 41, 2), seconds: 4020, rate: 9100 },
  ];
  return tunnels.flatMap(({ client, begin, seconds, rate }) => {
    const ends = { client, clientPort: desktopPort(rng), server: HOSTS.vpn.address, serverPort: 1194, protocol: 17 };
    const up = { packets: Math.round((seconds * rate) / 410), bytes: Math.round(seconds * rate * 0.3) };
    const down = { packets: Math.round((seconds * rate) / 640), bytes: seconds * rate };
    return accepted({ ...ends, begin, seconds, up, down });
  });
}
